"""Decisions about who may and who is really there; plain Python."""

from khuang.ground.accounts.rules.brake import ACCOUNT, ADDRESS, PIN_MISSES, Limit, misses_now
from khuang.ground.accounts.rules.factors import (
    FRESH_FOR,
    HALFWAY_FOR,
    LINK_LASTS,
    STEP,
    InvitationGone,
    LinkGone,
    is_fresh,
    is_too_simple,
)
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
    "ACCOUNT",
    "ADDRESS",
    "FRESH_FOR",
    "HALFWAY_FOR",
    "InvitationGone",
    "LINK_LASTS",
    "Lifetime",
    "Limit",
    "LinkGone",
    "OFFICE",
    "PHONE",
    "PIN_MISSES",
    "Permission",
    "Policy",
    "PolicyMistake",
    "Role",
    "STEP",
    "STRANGER",
    "TOUCH",
    "device_name",
    "is_fresh",
    "is_too_simple",
    "misses_now",
    "policy",
    "read_policy",
]
