"""Khuang: a municipality runs its social safety net together with its people."""

__version__ = "0.1.0"
