"""Counts without names, for indicators; what may be published of them is decided there."""

from khuang.care.support.figures.benefits import RECEIVES, Figure, benefits
from khuang.care.support.figures.packages import FundingFigure, HelpFigure, funding, help_given

__all__ = ["RECEIVES", "Figure", "FundingFigure", "HelpFigure", "benefits", "funding", "help_given"]
