"""Everything that changes accounts and who holds which role."""

from khuang.ground.accounts.actions.roles import (
    accept_invitation,
    activate,
    assign_homes,
    create_account,
    deactivate,
    end_role,
    give_role,
    invite,
    note_sign_in_refused,
    note_signed_in,
    note_signed_out,
    release_homes,
    set_homes,
    set_password,
)

__all__ = [
    "accept_invitation",
    "activate",
    "assign_homes",
    "create_account",
    "deactivate",
    "end_role",
    "give_role",
    "invite",
    "note_sign_in_refused",
    "note_signed_in",
    "note_signed_out",
    "release_homes",
    "set_homes",
    "set_password",
]
