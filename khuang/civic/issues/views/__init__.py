"""Issues at the desk."""
