"""SMS through any gateway that takes an HTTP request."""
