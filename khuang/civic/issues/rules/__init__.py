"""Decisions about issues and the thread that leads on from them."""
