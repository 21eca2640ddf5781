"""What is typed about elections, and the ballot itself."""
