"""What is typed about issues."""
