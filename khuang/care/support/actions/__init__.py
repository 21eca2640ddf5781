"""Everything that changes something here."""

from khuang.care.support.actions.appeals import (
    answer_offer,
    approve_appeal,
    decline_appeal,
    propose_appeal,
    receive_offer,
    release_appeals,
    withdraw_appeal,
    withdraw_hidden,
)
from khuang.care.support.actions.funders import add_funder, change_funder
from khuang.care.support.actions.package_papers import note_paper, sweep_papers
from khuang.care.support.actions.packages import (
    BudgetLine,
    approve_package,
    cancel_package,
    close_package,
    hand_over,
    propose_package,
)
from khuang.care.support.actions.packages_forgetting import forget_erased
from khuang.care.support.actions.receipts import (
    Slip,
    give_back,
    move_surplus,
    pledge,
    receive,
    record_work,
    spend,
    undo_movement,
    withdraw_pledge,
)

__all__ = [
    "BudgetLine",
    "Slip",
    "add_funder",
    "answer_offer",
    "approve_appeal",
    "approve_package",
    "cancel_package",
    "change_funder",
    "close_package",
    "decline_appeal",
    "forget_erased",
    "give_back",
    "hand_over",
    "move_surplus",
    "note_paper",
    "pledge",
    "propose_appeal",
    "propose_package",
    "receive",
    "receive_offer",
    "record_work",
    "release_appeals",
    "spend",
    "sweep_papers",
    "undo_movement",
    "withdraw_appeal",
    "withdraw_hidden",
    "withdraw_pledge",
]
