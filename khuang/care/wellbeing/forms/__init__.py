"""What somebody types about check-ins."""
