"""E-mail through the municipality's own mail server (SMTP)."""
