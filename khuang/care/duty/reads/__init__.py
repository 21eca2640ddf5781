"""Questions about duty, answered for screens."""
