"""One of ours telephones: the way that works for everybody."""
