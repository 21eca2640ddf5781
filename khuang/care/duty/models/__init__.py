"""What is kept about cries for help, the ladder, duty and drills."""

from khuang.care.duty.models.climbs import Climb, Told
from khuang.care.duty.models.cries import Cry
from khuang.care.duty.models.drills import Drill, DrillLine
from khuang.care.duty.models.ladders import DutySpell, LadderSetting, LadderStep, Part, Rung
from khuang.care.duty.models.strays import Stray

__all__ = [
    "Climb",
    "Cry",
    "Drill",
    "DrillLine",
    "DutySpell",
    "LadderSetting",
    "LadderStep",
    "Part",
    "Rung",
    "Stray",
    "Told",
]
