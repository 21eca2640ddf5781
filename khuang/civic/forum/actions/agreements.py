"""Propose an agreement, hear how people and groups stand to it, settle it, look at it again."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from khuang.civic.forum.actions.leave import ask, ask_topic, ask_words
from khuang.civic.forum.models import (
    Agreement,
    AgreementVersion,
    Participant,
    Renewal,
    Stance,
    Statement,
    Topic,
)
from khuang.civic.forum.rules.phases import AGREE
from khuang.civic.forum.rules.problems import (
    DayHasPassed,
    MovedOn,
    NoReason,
    NotNow,
    NotThisTopic,
    NoWords,
    TooLong,
)
from khuang.civic.groups.models import Organization
from khuang.civic.issues import actions as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal import actions as journal

LONGEST_WHY = 300  # letters of a reason


@journal.action
def propose(
    topic: Topic,
    title: str,
    words: str,
    *,
    look_again_on: date,
    village: Any = None,
    statements: Collection[Statement] = (),
    by: Any,
    at: datetime,
) -> Agreement:
    """Put the words of an agreement before the community. Journal: forum.agreement-proposed.

    statements  those that it grew from; they stand on its path
    Raises PermissionDenied, NoWords, DayHasPassed.
    """
    ask(by, "forum.agreements")
    if not title.strip():
        raise NoWords
    _ask_day(look_again_on, at)
    made = Agreement.objects.create(
        topic=topic,
        title=title.strip(),
        village=village or topic.village,
        look_again_on=look_again_on,
        at=at,
        by_id=by.pk,
    )
    _word(made, words, "", by, at)
    _lead_on(topic, statements, made, by, at)
    journal.write("forum.agreement-proposed", by=by, about=made, at=at)
    return made


@journal.action
def change(agreement: Agreement, words: str, why: str, *, by: Any, at: datetime) -> AgreementVersion:
    """Put new words in place of the old ones; how one stands is asked anew. Journal: forum.agreement-changed.

    Raises PermissionDenied, MovedOn when it is agreed or ended, NoWords, NoReason.
    """
    ask(by, "forum.agreements")
    found = _locked(agreement, "proposed")
    if not why.strip():
        raise NoReason
    made = _word(found, words, why, by, at)
    journal.write("forum.agreement-changed", by=by, about=found, at=at, version=made.number)
    return made


@journal.action
def settle(agreement: Agreement, *, by: Any, at: datetime) -> Agreement:
    """Note that the community agreed; objections stay in sight. Journal: forum.agreement-settled.

    Raises PermissionDenied, MovedOn.
    """
    ask(by, "forum.agreements")
    found = _locked(agreement, "proposed")
    found.state, found.agreed_at = "agreed", at
    found.save(update_fields=["state", "agreed_at"])
    issues.tell(Node("agreement", found.pk), "forum.agreed", title=found.title, at=at)
    journal.write("forum.agreement-settled", by=by, about=found, at=at)
    return found


@journal.action
def take_stance(
    version: AgreementVersion, kind: str, why: str = "", *, participant: Participant, at: datetime
) -> Stance:
    """Keep how a participant stands to the newest words; a later word replaces it, its reason is checked.

    No line of the journal, as for votes. Raises TopicClosed, NotNow, NotThisTopic, MovedOn, NoReason,
    TooLong, NamesSomebody.
    """
    agreement = version.agreement
    ask_topic(agreement.topic, AGREE, at)
    if participant.topic_id != agreement.topic_id:
        raise NotThisTopic
    if agreement.state != "proposed":
        raise NotNow
    _ask_newest(version)
    said = _reason(kind, why, "waiting") | {"at": at}
    stance, _is_new = Stance.objects.update_or_create(version=version, participant=participant, defaults=said)
    return stance


@journal.action
def note_group_stance(
    version: AgreementVersion,
    kind: str,
    why: str = "",
    *,
    group: Organization,
    by: Any,
    at: datetime,
) -> Stance:
    """Keep how a group stands, as it told the facilitator. Journal: forum.stance-noted.

    Raises PermissionDenied, MovedOn, NoReason, TooLong, NamesSomebody.
    """
    ask(by, "forum.agreements")
    _locked(version.agreement, "proposed")
    _ask_newest(version)
    said = _reason(kind, why, "shown") | {"at": at, "by_id": by.pk, "group_name": group.name}
    stance, _is_new = Stance.objects.update_or_create(version=version, group_id=group.pk, defaults=said)
    journal.write("forum.stance-noted", by=by, about=version.agreement, at=at, stance=kind)
    return stance


@journal.action
def judge_reason(stance: Stance, *, shown: bool, by: Any, at: datetime) -> Stance:
    """Show the reason that somebody gave, or not; the stance counts either way. Journal: forum.reason-judged.

    Raises PermissionDenied, MovedOn.
    """
    ask(by, "forum.moderate")
    found = Stance.objects.select_for_update().get(pk=stance.pk)
    if found.why_state != "waiting":
        raise MovedOn
    found.why_state = "shown" if shown else "refused"
    found.why_words = (found.why or "") if shown else ""
    found.save(update_fields=["why_state", "why_words"])
    journal.write("forum.reason-judged", by=by, about=found.version.agreement, at=at, shown=shown)
    return found


@journal.action
def look_again(
    agreement: Agreement,
    outcome: str,
    words: str,
    *,
    next_on: date | None = None,
    new_words: str = "",
    by: Any,
    at: datetime,
) -> Renewal:
    """Keep what was found when the community looked again. Journal: forum.agreement-renewed.

    outcome    kept, renewed, changed (new_words hold from now on) or ended
    Raises PermissionDenied, MovedOn unless it is agreed, NoWords, DayHasPassed.
    """
    ask(by, "forum.agreements")
    found = _locked(agreement, "agreed")
    if not words.strip():
        raise NoWords
    held = found.versions.last()
    if outcome == "changed":
        _word(found, new_words, words[:300], by, at)
    _go_on(found, outcome, next_on, at)
    made = Renewal.objects.create(
        version=held, outcome=outcome, words=words.strip(), next_on=next_on, at=at, by_id=by.pk
    )
    journal.write("forum.agreement-renewed", by=by, about=found, at=at, outcome=outcome)
    return made


def _lead_on(topic: Topic, statements: Collection[Statement], made: Agreement, by: Any, at: datetime) -> None:
    here, there = Node("topic", topic.pk), Node("agreement", made.pk)
    for one in statements:
        said = Node("statement", one.pk)
        issues.lead_on(here, said, "stated-as", by=by, at=at)
        issues.lead_on(said, there, "agreed-in", by=by, at=at)
    if not statements:
        issues.lead_on(here, there, "agreed-in", by=by, at=at)


def _go_on(agreement: Agreement, outcome: str, next_on: date | None, at: datetime) -> None:
    if outcome == "ended":
        agreement.state, agreement.ended_at = "ended", at
    else:
        _ask_day(next_on, at)
        agreement.look_again_on = next_on
    agreement.save(update_fields=["state", "ended_at", "look_again_on"])


def _ask_day(day: date | None, at: datetime) -> None:
    if day is None or day <= timezone.localdate(at):
        raise DayHasPassed


def _locked(agreement: Agreement, state: str) -> Agreement:
    found = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if found.state != state:
        raise MovedOn
    return found


def _ask_newest(version: AgreementVersion) -> None:
    if AgreementVersion.objects.filter(agreement=version.agreement_id, number__gt=version.number).exists():
        raise MovedOn


def _word(agreement: Agreement, words: str, why: str, by: Any, at: datetime) -> AgreementVersion:
    if not words.strip():
        raise NoWords
    return AgreementVersion.objects.create(
        agreement=agreement,
        number=agreement.versions.count() + 1,
        words=words.strip(),
        change=why.strip(),
        at=at,
        by_id=by.pk,
    )


def _reason(kind: str, why: str, state: str) -> dict[str, Any]:
    text = why.strip()
    if kind == "objects" and not text:
        raise NoReason
    if len(text) > LONGEST_WHY:
        raise TooLong
    ask_words(text, confirmed=True)
    shown = text if state == "shown" else ""
    return {
        "kind": kind,
        "why": text or None,
        "why_state": state if text else "none",
        "why_words": shown,
    }
