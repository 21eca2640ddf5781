"""Projects and their inspection at the desk."""
