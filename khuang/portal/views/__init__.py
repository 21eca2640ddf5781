"""Public pages, a module for each part of the court."""
