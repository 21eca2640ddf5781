"""Lists of people from a terminal."""
