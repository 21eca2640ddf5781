"""Decisions of the registry in plain Python: what a value means, which change wins, how old someone is."""
