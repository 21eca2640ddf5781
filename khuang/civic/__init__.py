"""The public wing: about the community, never about a named person."""
