"""Everything that changes a proposal, the development plan or the yearly budget."""

from khuang.civic.plan.actions.budgets import (
    Line,
    approve_budget,
    approve_line,
    note_budget_step,
    open_budget,
    remove_line,
    set_total,
    write_line,
)
from khuang.civic.plan.actions.editions import (
    approve_edition,
    drop_edition,
    note_step,
    open_edition,
    open_plan,
)
from khuang.civic.plan.actions.importing import bring_table, map_table, take_table
from khuang.civic.plan.actions.items import change_item, merge, split, take_out, write_item
from khuang.civic.plan.actions.movements import decide_movement, decline_movement, propose_movement
from khuang.civic.plan.actions.proposals import (
    Proposed,
    decide_reply,
    draft_reply,
    propose,
    return_reply,
    take_in,
)

__all__ = [
    "Line",
    "Proposed",
    "approve_budget",
    "approve_edition",
    "approve_line",
    "bring_table",
    "change_item",
    "decide_movement",
    "decide_reply",
    "decline_movement",
    "draft_reply",
    "drop_edition",
    "map_table",
    "merge",
    "note_budget_step",
    "note_step",
    "open_budget",
    "open_edition",
    "open_plan",
    "propose",
    "propose_movement",
    "remove_line",
    "return_reply",
    "set_total",
    "split",
    "take_in",
    "take_out",
    "take_table",
    "write_item",
    "write_line",
]
