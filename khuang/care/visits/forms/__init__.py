"""The forms of the screens."""
