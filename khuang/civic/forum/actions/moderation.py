"""Check a statement: show it as it was typed, or say why it is not shown."""

from datetime import datetime
from typing import Any

from khuang.civic.forum.actions.leave import ask, ask_words
from khuang.civic.forum.models import Statement
from khuang.civic.forum.rules.problems import MovedOn, NoReason
from khuang.ground.journal import actions as journal


@journal.action
def show(statement: Statement, *, confirmed: bool = False, by: Any, at: datetime) -> Statement:
    """Show a statement in the words that were typed. Journal: forum.statement-shown.

    confirmed  the moderator says that what may be somebody's name is none; names of the registry count
    Raises PermissionDenied, MovedOn when it is shown already, NamesSomebody, Doubtful.
    """
    ask(by, "forum.moderate")
    ask_words(statement.typed, confirmed=confirmed, registered=True)
    return put_up(statement, by=by, at=at)


def put_up(statement: Statement, *, by: Any, at: datetime) -> Statement:
    """Show a statement as part of an action that has asked leave and looked at its words. Raises MovedOn."""
    found = Statement.objects.select_for_update().get(pk=statement.pk)
    if found.state == "shown":
        raise MovedOn
    found.words, found.because, found.because_words = found.typed, "", None
    _judged(found, "shown", by, at)
    journal.write("forum.statement-shown", by=by, about=found, at=at)
    return found


@journal.action
def refuse(statement: Statement, because: str, *, words: str = "", by: Any, at: datetime) -> Statement:
    """Keep a statement from being shown, or take it away again. Journal: forum.statement-refused.

    because  code of Statement.Reason; words  the moderator's own, needed for "another reason"
    Raises PermissionDenied, MovedOn when it is refused already, NoReason.
    """
    ask(by, "forum.moderate")
    if because not in Statement.Reason.values or (because == "other" and not words.strip()):
        raise NoReason
    found = Statement.objects.select_for_update().get(pk=statement.pk)
    if found.state == "refused":
        raise MovedOn
    found.words, found.because, found.because_words = "", because, words.strip() or None
    _judged(found, "refused", by, at)
    journal.write("forum.statement-refused", by=by, about=found, at=at, because=because)
    return found


def _judged(statement: Statement, state: str, by: Any, at: datetime) -> None:
    statement.state, statement.judged_at, statement.judged_by_id = state, at, by.pk
    names = ["words", "because", "because_words", "state", "judged_at", "judged_by_id"]
    statement.save(update_fields=names)
