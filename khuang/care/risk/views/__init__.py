"""Screens about risk: the policy and its drafts, the instruments, and one person's class."""
