"""Check-ins that were agreed, signs of life, silences and pauses."""

from khuang.care.wellbeing.models.agreements import CheckIn, Pause
from khuang.care.wellbeing.models.errands import Errand
from khuang.care.wellbeing.models.settings import Holiday, Settings
from khuang.care.wellbeing.models.signs import Sign, Silence

__all__ = ["CheckIn", "Errand", "Holiday", "Pause", "Settings", "Sign", "Silence"]
