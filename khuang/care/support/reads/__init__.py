"""Questions answered for screens and for other apps."""
