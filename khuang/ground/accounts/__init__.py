"""Sign-in, roles as data, where a role holds, and the one question: may or may not."""
