"""Questions about check-ins, signs of life and silences, answered for screens."""

from khuang.care.wellbeing.reads.settings import Setting, all_holidays, free_days, setting

__all__ = ["Setting", "all_holidays", "free_days", "setting"]
