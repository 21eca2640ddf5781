"""Everything that is held about one person, in plain words, for that person (PDPA section 30).

One dictionary makes the page, the PDF and the JSON, so none says more than another. Its shape
is `khuang.access-copy/1`, described in docs/access-copy.md. What belongs to somebody else
stays out: names of carers and of those cared for, who lives in the home, what others answered.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.cases.reads.copies import cases_for_copy, needs_for_copy
from khuang.care.correspondence.reads.copies import messages_copy, ways_copy
from khuang.care.duty.reads.copies import cries_copy
from khuang.care.people import reads as registry
from khuang.care.people.models import Change, Person
from khuang.care.people.reads import PersonRecord
from khuang.care.people.rules.properties import as_identifier
from khuang.care.people.rules.retention import retention
from khuang.care.risk import reads as risk
from khuang.care.support import reads as support
from khuang.care.visits import reads as visits
from khuang.care.voices import reads as voices
from khuang.care.wellbeing.reads.copies import wellbeing_copy
from khuang.desk.looks import looks
from khuang.ground.accounts.reads import may
from khuang.ground.surveys.models import Submission
from khuang.ground.surveys.reads import part_of
from khuang.lib.thai_dates import format_date
from khuang.ui.templatetags.kh import RISKS

SCHEMA = "khuang.access-copy/1"
# Of these the registry keeps whom it names, and that is somebody else.
_OF_OTHERS = ("household", "carer")
Copy = dict[str, Any]


def access_copy(person: Person, account: Any, *, at: datetime) -> Copy:
    """Gather a copy for a person. Whoever hands it out writes people.copy-handed-over."""
    on = timezone.localdate(at)
    held = registry.person_record(person, account, on=on)
    changes = list(Change.objects.filter(record_id=person.pk).order_by("at", "pk"))
    surveys = _surveys(person, changes)
    titles = {one.pk: one.form.title for one in surveys}
    return {
        "schema": SCHEMA,
        "made_at": at.isoformat(),
        "municipality": str(account.municipality),
        "person": {"id": str(person.pk), "name": str(person)},
        "registry": _present(person, held, titles),
        "history": [_change(one, titles) for one in changes],
        "homes": [_home(one) for one in held.memberships],
        "care": _care(held),
        "consents": [_consent(one) for one in held.consents],
        "risk": _classes(person, account),
        "known": [_known(*one) for one in risk.known_in_words(person)],
        "assessments": [_assessment(one) for one in risk.assessments(account, person)],
        "needs": needs_for_copy(person),
        "cases": cases_for_copy(person),
        "calls_for_help": cries_copy(person),
        "surveys": [_survey(one, person) for one in surveys],
        "benefits": support.benefits_copy(account, person),
        "benefit_answers": support.answers_copy(account, person),
        "loans": support.loans_copy(account, person),
        "arrangements": visits.arrangements_copy(person, held.ids),
        "visits": [_visit(one) for one in visits.told(visits.recorded(held.ids))],
        "ways": ways_copy(held.ids),
        "messages": messages_copy(held.ids),
        "packages": support.packages_copy(account, person),
        "reports": voices.reports_copy(person),
        "talks": voices.talks_copy(person),
        "wellbeing": wellbeing_copy(held.ids),
        "looks": _looks(person, on),
        "requests": [_request(one) for one in registry.requests_of(person)],
        "retention": _retention(),
        "withheld": _withheld(held, sees_all=may(account, "support.confidential", person)),
    }


def _present(person: Person, held: PersonRecord, titles: Mapping[UUID, str]) -> list[Copy]:
    """What the registry says now, with where it comes from."""
    rows = []
    for name, origin in held.provenance.items():
        value = "" if name in _OF_OTHERS else registry.present_in_words(person, name)
        if value:
            rows.append(
                {
                    "property": name,
                    "words": registry.property_words(name),
                    "value": value,
                    "from": _from(origin.submission_id, titles),
                    "at": origin.at.isoformat(),
                }
            )
    return rows


def _change(one: Change, titles: Mapping[UUID, str]) -> Copy:
    said = {name: text for name, text in one.values.items() if not _is_somebody(name, text)}
    return {
        "at": one.at.isoformat(),
        "from": _from(one.submission_id, titles),
        "state": one.state,
        "said": [
            {"property": name, "words": registry.property_words(name), "text": text}
            for name, text in sorted(said.items())
        ],
    }


def _is_somebody(name: str, text: str) -> bool:
    return name in _OF_OTHERS or as_identifier(text) is not None


def _from(submission: UUID | None, titles: Mapping[UUID, str]) -> str:
    return titles.get(submission, _("survey")) if submission else _("desk")


def _home(one: Any) -> Copy:
    home = one.household.dwelling
    return {
        "since": str(one.since),
        "until": str(one.until or ""),
        "relation": one.get_relation_display(),
        "house_no": home.house_no,
        "village": str(one.household.village or ""),
        "others": one.household.memberships.exclude(person=one.person_id).count(),
    }


def _care(held: PersonRecord) -> list[Copy]:
    both = [("cared-for", _("is cared for"), one) for one in held.cared_for_by]
    both += [("cares", _("cares for somebody"), one) for one in held.cares_for]
    return [
        {
            "role": role,
            "words": words,
            "kind": one.get_kind_display(),
            "since": str(one.since),
            "until": str(one.until or ""),
        }
        for role, words, one in both
    ]


def _consent(one: Any) -> Copy:
    return {
        "purpose": one.purpose,
        "words": one.get_purpose_display(),
        "basis": one.get_basis_display(),
        "given_on": str(one.given_on or ""),
        "withdrawn_on": str(one.withdrawn_on or ""),
    }


def _classes(person: Person, account: Any) -> list[Copy]:
    rows = []
    for one in risk.history(person):
        told = risk.explanation(account, one)
        rows.append(
            {
                "at": one.at.isoformat(),
                "until": one.superseded_at.isoformat() if one.superseded_at else "",
                "level": one.level,
                "words": str(RISKS[one.level]),
                "policy": told.policy,
                "reasons": [words for words, _points, _flag in told.reasons],
                "set_by_hand_because": one.override.reason if one.override else "",
            }
        )
    return rows


def _known(words: str, value: str, day: str) -> Copy:
    return {"words": words, "value": value, "day": day}


def _assessment(one: Any) -> Copy:
    return {
        "at": one.row.at.isoformat(),
        "title": one.title,
        "sum": str(one.row),
        "result": one.band,
        "answers": [{"question": question, "answer": answer} for question, answer in one.answers],
    }


def _surveys(person: Person, changes: Iterable[Change]) -> list[Submission]:
    keys = {one.submission_id for one in changes}
    keys |= set(person.assessments.order_by().values_list("submission_id", flat=True))
    keys |= set(person.classifications.order_by().values_list("submission_id", flat=True))
    rows = Submission.objects.filter(pk__in=keys - {None}).select_related("form", "version")
    return list(rows.order_by("received_at", "pk"))


def _survey(one: Submission, person: Person) -> Copy:
    answers = part_of(one, person.pk)
    return {
        "at": one.received_at.isoformat(),
        "title": one.form.title,
        "answers": [
            {"question": question, "answer": answer}
            for question, answer in answers
            if as_identifier(answer) is None
        ],
    }


def _visit(one: visits.Told) -> Copy:
    """What a visit found; who came is named on the person's own request, as other officers are."""
    return {
        "at": one.visit.at.isoformat(),
        "result": one.visit.result,
        "words": one.visit.get_result_display(),
        "found": one.lines,
        "note": one.visit.findings.get("note", ""),
        "worried": one.visit.worried,
    }


def _looks(person: Person, on: date) -> list[Copy]:
    """Who looked or changed, by the role they held; names are the municipality's to give."""
    return [
        {"at": one.at.isoformat(), "who": one.role or _("System"), "what": one.what}
        for one in looks(person, first=person.known_from, last=on)
    ]


def _request(one: Any) -> Copy:
    return {
        "received_on": str(one.received_on),
        "kind": one.kind,
        "words": one.get_kind_display(),
        "state": one.get_state_display(),
        "answer": one.answer or "",
    }


def _retention() -> list[Copy]:
    thai = get_language() == "th"
    return [
        {
            "code": rule.code,
            "words": rule.th if thai else rule.en,
            "years": rule.years,
            "basis": rule.basis_th if thai else rule.basis_en,
        }
        for rule in retention().rules
    ]


def _withheld(held: PersonRecord, *, sees_all: bool) -> list[str]:
    said = [_("What others in the home said and answered: it is theirs.")]
    if held.cared_for_by or held.cares_for:
        said.append(_("The names of those who care and are cared for: they are other people's."))
    if not sees_all:
        said.append(
            _("Benefits that are confidential, if there are any: an officer named for them gives them.")
        )
    said.append(_("Photographs: ask for a print, they are kept as files of their own."))
    said.append(_("The names of the officers who looked: the municipality gives them on request."))
    return said


def day(text: str) -> str:
    """Write a day or a moment of a copy for people."""
    if not text:
        return ""
    return format_date(date.fromisoformat(text[:10]), get_language(), short=True)
