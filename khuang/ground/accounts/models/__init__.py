"""Accounts, roles and where they hold."""

from khuang.ground.accounts.models.roles import (
    Account,
    Accounts,
    AssignedHome,
    RoleAssignment,
)

__all__ = [
    "Account",
    "Accounts",
    "AssignedHome",
    "RoleAssignment",
]
