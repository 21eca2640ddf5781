"""Somebody goes there: the last way, and the surest."""
