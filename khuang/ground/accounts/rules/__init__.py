"""Decisions about who may and who is really there; plain Python."""

from khuang.ground.accounts.rules.factors import FRESH_FOR, InvitationGone, is_fresh
from khuang.ground.accounts.rules.policy import (
    Permission,
    Policy,
    PolicyMistake,
    Role,
    policy,
    read_policy,
)
from khuang.ground.accounts.rules.sessions import OFFICE, PHONE, STRANGER, TOUCH, Lifetime, device_name

__all__ = [
    "FRESH_FOR",
    "InvitationGone",
    "Lifetime",
    "OFFICE",
    "PHONE",
    "Permission",
    "Policy",
    "PolicyMistake",
    "Role",
    "STRANGER",
    "TOUCH",
    "device_name",
    "is_fresh",
    "policy",
    "read_policy",
]
