"""What is asked about accounts and roles; first of all: may or may not, and where."""

from khuang.ground.accounts.reads.roles import (
    HeldRole,
    RoleWords,
    account_named,
    accounts,
    assignments_now,
    held_role,
    held_roles,
    home_count,
    homes_now,
    matrix,
    may,
    names,
    open_assignments,
    role,
    roles,
    scope_of,
)
from khuang.ground.accounts.reads.scopes import EVERYWHERE, Scope

__all__ = [
    "EVERYWHERE",
    "HeldRole",
    "RoleWords",
    "Scope",
    "account_named",
    "accounts",
    "assignments_now",
    "held_role",
    "held_roles",
    "home_count",
    "homes_now",
    "matrix",
    "may",
    "names",
    "open_assignments",
    "role",
    "roles",
    "scope_of",
]
