"""The pages of accounts: signing in, one's own account, everybody's accounts and roles."""
