"""Forms of correspondence."""
