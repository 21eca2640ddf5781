"""Roles and permissions as data, read from one file; plain Python."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

POLICY_FILE = Path(__file__).parents[1] / "policy.toml"
PLACES = ("municipality", "village", "homes")


class PolicyMistake(Exception):
    """The policy file names something that does not exist."""


@dataclass(frozen=True)
class Permission:
    """One thing that somebody may do: its code and its words in both languages.

    second_factor  it shows people or decides who sees them, so a password alone does not open it
    """

    code: str
    en: str
    th: str
    second_factor: bool = False


@dataclass(frozen=True)
class Role:
    """A role: its words, what it is for, where it may be held, and what it may do.

    held_at    of municipality, village, homes
    volunteer  held by volunteers, who may sign in on a remembered phone
    """

    code: str
    en: str
    th: str
    for_en: str
    for_th: str
    held_at: tuple[str, ...]
    permissions: frozenset[str]
    volunteer: bool = False


@dataclass(frozen=True)
class Policy:
    """The whole file."""

    permissions: dict[str, Permission]
    roles: dict[str, Role]

    def roles_with(self, permission: str) -> frozenset[str]:
        """Return the codes of the roles that hold a permission. Raises PolicyMistake for an unknown one."""
        if permission not in self.permissions:
            raise PolicyMistake(f"{permission} is not in {POLICY_FILE.name}.")
        return frozenset(code for code, role in self.roles.items() if permission in role.permissions)

    def needs_second_factor(self, role: str) -> bool:
        """Say whether a role lets its holder see people, or decide who sees them."""
        return any(self.permissions[code].second_factor for code in self.roles[role].permissions)


@cache
def policy() -> Policy:
    """Read the policy that ships with this version."""
    return read_policy(POLICY_FILE.read_text())


def read_policy(text: str) -> Policy:
    """Read a policy file. Raises PolicyMistake when a role names an unknown permission or place."""
    content = tomllib.loads(text)
    permissions = {code: Permission(code, **words) for code, words in content["permissions"].items()}
    roles = {code: _role(code, said, permissions) for code, said in content["roles"].items()}
    return Policy(permissions, roles)


def _role(code: str, said: dict[str, Any], permissions: dict[str, Permission]) -> Role:
    unknown = [name for name in said["permissions"] if name not in permissions]
    unknown += [place for place in said["held_at"] if place not in PLACES]
    if unknown:
        raise PolicyMistake(f"{code}: {', '.join(unknown)} is not known.")
    words = {name: said[name] for name in ("en", "th", "for_en", "for_th")}
    return Role(
        code,
        **words,
        held_at=tuple(said["held_at"]),
        permissions=frozenset(said["permissions"]),
        volunteer=said.get("volunteer", False),
    )
