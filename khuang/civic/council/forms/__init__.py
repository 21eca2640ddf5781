"""What is typed about a council."""
