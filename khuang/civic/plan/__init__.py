"""Proposals and their replies, the development plan in the official forms, the yearly budget."""
