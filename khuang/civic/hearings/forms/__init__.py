"""What is typed about hearings."""
