"""What a person may type about duty."""

from khuang.care.duty.forms.calls import SettleForm
from khuang.care.duty.forms.drills import DrillForm
from khuang.care.duty.forms.ladder import LadderForm
from khuang.care.duty.forms.roster import SpellForm

__all__ = ["DrillForm", "LadderForm", "SettleForm", "SpellForm"]
