"""Forms of the registry's screens, a file for each kind of work."""
