"""Pages of duty: the list, one call, the ladder, the roster, drills."""
