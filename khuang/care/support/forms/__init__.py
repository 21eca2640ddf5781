"""What may be typed about help and who pays for it."""
