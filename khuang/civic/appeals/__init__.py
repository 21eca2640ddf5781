"""Public appeals for help, in which nobody can be recognised."""
