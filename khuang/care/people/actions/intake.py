"""Registry intake: from a submission to homes, households and persons."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.care.people.actions import bonds, duplicates, echoes, homes, persons
from khuang.care.people.actions.slate import Record, Slate
from khuang.care.people.actions.source import Source
from khuang.care.people.models import Attention, Change, Dwelling, Person
from khuang.care.people.rules import properties
from khuang.care.people.rules.merging import Past, Proposal, Verdict, weigh
from khuang.care.people.rules.problems import Problem
from khuang.care.people.rules.properties import HOUSEHOLD, LISTS, PERSON
from khuang.ground.journal import actions as journal
from khuang.ground.surveys import reads as surveys
from khuang.ground.surveys.rules.observations import EntityAction, Observation

# A phone's clock may be wrong; a visit is believed to be at most this old.
OLDEST_VISIT_DAYS = 90


def take_in(entry: Any) -> None:
    """Take what a submission says into the registry; `site.flow` calls it for survey.submitted.

    Journal: people.registered, people.changed.
    """
    submission = surveys.submission(entry.about_id)
    observation = surveys.observation(submission)
    by = submission.device or journal.SYSTEM
    slate = take_in_observation(observation, source_of(submission, observation, by))
    # For risk, which need not ask what is known of people who were unknown a moment ago.
    submission.newcomers = slate.new[Person] if slate.is_all_new else None
    duplicates.notice(slate.new[Person], {home.pk: home for home in slate.new[Dwelling]}, at=entry.at)
    write_journal(slate, by, entry.at)


def take_in_observation(observation: Observation, source: Source) -> Slate:
    """Take one observation in. Writes no journal, so that a replay can use it."""
    return take_in_proposals(proposals_of(observation), source)


def source_of(submission: Any, observation: Observation, by: Any) -> Source:
    """Say where the changes of a submission come from."""
    on = timezone.localdate(submission.received_at)
    return Source(
        by_kind=by._meta.model_name if by.pk else "system",
        by_id=by.pk,
        at=submission.received_at,
        on=on,
        submission_id=submission.pk,
        seen_on=_visited_on(observation.ended_at, on),
    )


def _visited_on(ended_at: datetime | None, on: date) -> date:
    """Believe the phone's clock when it could be right."""
    told = timezone.localdate(ended_at) if ended_at else on
    return told if 0 <= (on - told).days <= OLDEST_VISIT_DAYS else on


def proposals_of(observation: Observation) -> list[Proposal]:
    """Turn entity actions into proposals, homes first; members join the one home of their form."""
    homes_here = [entity.id for entity in observation.entities if entity.list_name == HOUSEHOLD]
    only_home = homes_here[0] if len(homes_here) == 1 else ""
    made = [_proposal(entity, only_home) for entity in observation.entities]
    return sorted(made, key=lambda p: p.list_name != HOUSEHOLD)


def _proposal(entity: EntityAction, only_home: str) -> Proposal:
    texts = dict(entity.properties)
    if entity.list_name == PERSON and entity.create and only_home:
        texts.setdefault("household", only_home)
    return Proposal(
        list_name=entity.list_name,
        id=UUID(entity.id),
        create=entity.create,
        update=entity.update,
        properties=texts,
        base_version=entity.base_version,
        trunk_version=entity.trunk_version,
        branch_id=entity.branch_id,
    )


def take_in_proposals(proposals: Sequence[Proposal], source: Source) -> Slate:
    """Weigh, clean and write proposals; give the slate with what became of them."""
    slate = Slate(proposals, source)
    for proposal in proposals:
        if proposal.list_name in LISTS:
            _receive(slate, proposal)
        else:
            slate.worry(
                None,
                proposal.list_name[:20],
                proposal.id,
                Problem("list_unknown", proposed=proposal.list_name),
            )
    bonds.tie(slate)
    echoes.pass_on(slate)
    persons.ask_whose_number(slate)
    slate.write()
    return slate


def _receive(slate: Slate, proposal: Proposal) -> None:
    record = slate.records.get(proposal.id)
    verdict = _weighed(slate, proposal, record)
    if verdict.is_held:
        _hold(slate, proposal, record)
        return
    _apply(slate, proposal, record, verdict)
    _release(slate, proposal.id)


def _weighed(slate: Slate, proposal: Proposal, record: Record | None) -> Verdict:
    applied = [c for c in slate.changes.get(proposal.id, ()) if c.state == Change.State.APPLIED]
    past = [Past(c.version, frozenset(c.properties), c.branch_id) for c in applied]
    version = record.version if record else None
    verdict = weigh(proposal, version, past)
    return weigh(proposal, version, past, _newest_texts(applied)) if verdict.clashing else verdict


def _newest_texts(applied: Iterable[Change]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for change in applied:
        texts.update({name: change.values[name] for name in change.properties})
    return texts


def _apply(slate: Slate, proposal: Proposal, known: Record | None, verdict: Verdict) -> None:
    taken = {name: proposal.properties[name] for name in verdict.taken}
    cleaned = properties.clean(proposal.list_name, taken, slate.ground)
    module = homes if proposal.list_name == HOUSEHOLD else persons
    record: Record = known or module.begin(slate, proposal.id, cleaned)
    if known is not None:
        slate.put(record, version=record.version + 1)
    module.fill(slate, record, cleaned.fields)
    _see(slate, record)
    _note(slate, proposal, record, verdict.taken, is_creation=known is None)
    clashes = [Problem("conflict", name, proposal.properties[name]) for name in sorted(verdict.clashing)]
    for problem in cleaned.problems + clashes:
        slate.worry_about(record, problem)


def _see(slate: Slate, record: Record) -> None:
    seen_on = slate.source.seen_on
    if seen_on and (record.last_seen_on is None or record.last_seen_on < seen_on):
        slate.put(record, last_seen_on=seen_on)


def _note(
    slate: Slate, proposal: Proposal, record: Record, taken: frozenset[str], *, is_creation: bool
) -> None:
    change = _change(slate.source, proposal, Change.State.APPLIED)
    change.version, change.is_creation, change.properties = record.version, is_creation, sorted(taken)
    slate.changes.setdefault(proposal.id, []).append(slate.add(change))


def _hold(slate: Slate, proposal: Proposal, record: Record | None) -> None:
    change = _change(slate.source, proposal, Change.State.HELD)
    slate.changes.setdefault(proposal.id, []).append(slate.add(change))
    slate.worry(record, proposal.list_name, proposal.id, Problem("held"))


def _change(source: Source, proposal: Proposal, state: Any) -> Change:
    return Change(
        list_name=proposal.list_name,
        record_id=proposal.id,
        state=state,
        properties=sorted(proposal.properties),
        values=dict(proposal.properties),
        submission_id=source.submission_id,
        import_id=source.import_id,
        by_kind=source.by_kind,
        by_id=source.by_id,
        at=source.at,
        base_version=proposal.base_version,
        trunk_version=proposal.trunk_version,
        branch_id=proposal.branch_id,
    )


def _release(slate: Slate, key: UUID) -> None:
    """Apply what waited for this record, or for the change that just went in."""
    for held in slate.changes.get(key, ()):
        if held.state != Change.State.HELD:
            continue
        proposal = Proposal(
            held.list_name,
            key,
            False,
            True,
            held.values,
            held.base_version,
            held.trunk_version,
            held.branch_id,
        )
        if not _weighed(slate, proposal, slate.records[key]).is_held:
            slate.put(held, state=Change.State.RELEASED)
            Attention.objects.filter(record_id=key, code="held", settled_at=None).update(
                settled_at=slate.source.at
            )
            with slate.speaking_for(held):
                _receive(slate, proposal)
            return


def write_journal(slate: Slate, by: Any, at: datetime) -> None:
    """Write what an intake did: people.registered for new records, people.changed for the others."""
    changes = [c for c in slate.new[Change] if c.state == Change.State.APPLIED]
    for event, is_creation in (("people.registered", True), ("people.changed", False)):
        keys = list(dict.fromkeys(c.record_id for c in changes if c.is_creation is is_creation))
        if keys:
            about, *others = (slate.records[key] for key in keys)
            submission = slate.source.submission_id
            journal.write(
                event, by=by, about=about, at=at, also=[o.pk for o in others], submission=submission
            )
