"""What is typed about projects at the desk."""
