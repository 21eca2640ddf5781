"""What the public pages show: nothing about anyone."""

from khuang.portal.reads.appeals import appeal, appeals, contact
from khuang.portal.reads.court import court

__all__ = ["appeal", "appeals", "contact", "court"]
