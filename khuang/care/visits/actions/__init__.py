"""Everything that changes something here."""

from khuang.care.visits.actions.recording import reply, settle_question, take_in_visit

__all__ = ["reply", "settle_question", "take_in_visit"]
