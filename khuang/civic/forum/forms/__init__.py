"""What is typed about the forum at the desk."""
