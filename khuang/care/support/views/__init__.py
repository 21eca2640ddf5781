"""Who may, what is read or done, which page."""
