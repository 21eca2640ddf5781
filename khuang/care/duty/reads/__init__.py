"""Questions about duty, answered for screens."""

from khuang.care.duty.reads.lists import (
    DutyList,
    Pulse,
    Waiting,
    alert_waiting,
    alerts_in_place,
    duty_list,
    pulse,
    stray_waiting,
    strays_of,
    to_look_at,
)

__all__ = [
    "DutyList",
    "Pulse",
    "Waiting",
    "alert_waiting",
    "alerts_in_place",
    "duty_list",
    "pulse",
    "stray_waiting",
    "strays_of",
    "to_look_at",
]
