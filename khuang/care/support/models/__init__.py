"""What is kept about help and who pays for it."""
