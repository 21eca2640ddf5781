"""Who taps once a day that all is well, and who has been silent."""
