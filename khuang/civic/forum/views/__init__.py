"""The forum at the desk."""
