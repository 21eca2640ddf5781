"""What staff and volunteers open in the morning: today, the map and its list, one person's whole record."""
