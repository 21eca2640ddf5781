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

__all__ = [
    "FRESH_FOR",
    "InvitationGone",
    "Permission",
    "Policy",
    "PolicyMistake",
    "Role",
    "is_fresh",
    "policy",
    "read_policy",
]
