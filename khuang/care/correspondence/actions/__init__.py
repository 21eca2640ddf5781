"""Everything that changes how somebody is reached, what they are told and who calls them."""

from khuang.care.correspondence.actions.calls import take_call
from khuang.care.correspondence.actions.consent import take_message
from khuang.care.correspondence.actions.lives import join_merged, part_split

__all__ = ["join_merged", "part_split", "take_call", "take_message"]
