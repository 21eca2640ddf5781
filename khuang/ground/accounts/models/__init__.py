"""Accounts, roles and where they hold."""

from khuang.ground.accounts.models.guards import BrokenGlass, NamedAccount
from khuang.ground.accounts.models.roles import (
    SIGN_IN_NAME,
    Account,
    Accounts,
    AssignedHome,
    RoleAssignment,
)
from khuang.ground.accounts.models.signing_in import (
    BrowserSession,
    HandedLink,
    RememberedPhone,
    SignInBrake,
)

__all__ = [
    "SIGN_IN_NAME",
    "Account",
    "Accounts",
    "AssignedHome",
    "BrowserSession",
    "BrokenGlass",
    "NamedAccount",
    "HandedLink",
    "RememberedPhone",
    "RoleAssignment",
    "SignInBrake",
]
