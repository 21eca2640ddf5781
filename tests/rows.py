"""Make a row of every municipal model, whatever models there are.

A new model is covered without a word here, unless its constraints tie several
fields together: then PECULIAR says which values fit.
"""

import datetime
import itertools
from uuid import UUID

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction

from conftest import NOW
from khuang.ground.accounts.models import Account
from khuang.ground.journal import actions as journal
from khuang.ground.journal.pending import flush
from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import current_id
from khuang.ground.municipalities.fields import (
    MunicipalForeignKey,
    SealedBytes,
    SealedJSON,
    SealedPosition,
    SealedText,
)
from khuang.lib.identifiers import uuid7

NUMBERS = itertools.count(1000)

# The most particular field first.
VALUES = (
    (SealedPosition, lambda number: (99.4, 18.3)),
    (SealedJSON, lambda number: {"number": number}),
    (SealedText, str),
    (SealedBytes, lambda number: b"%d" % number),
    (models.UUIDField, lambda number: uuid7()),
    (models.BooleanField, lambda number: False),
    (models.DateTimeField, lambda number: NOW),
    (models.DateField, lambda number: datetime.date(2026, 1, 1)),
    (models.TimeField, lambda number: datetime.time(number % 24)),
    (models.JSONField, lambda number: {}),
    (ArrayField, lambda number: []),
    (models.BinaryField, lambda number: b"%d" % number),
    (models.FloatField, float),
    (models.DecimalField, lambda number: 1),
    # From 1 to 90, and rising with the fields of a row: what ends does so after it began.
    (models.SmallIntegerField, lambda number: number % 45 + 1),
    (models.IntegerField, lambda number: number),
    (models.TextField, lambda number: "{}"),
    (models.CharField, lambda number: str(number)),
)

NOT_ANSWERED = dict.fromkeys(("answered_at", "answered_by", "ended_at", "result")) | {
    "due_on": datetime.date(2027, 1, 1)
}
# Values that belong together, tried in this order; what depends on the town is a function of it.
PECULIAR = {
    "accounts.BrokenGlass": [
        {},
        {"reviewed_at": None, "reviewed_by_id": None, "verdict": None, "note": None},
    ],
    "accounts.RoleAssignment": [{"held_at": "village"}, {"held_at": "municipality", "village": None}],
    "ballots.PaperBallot": [{"dropped_why": ""}],
    "cases.GuestPass": [{"participant": None}, {"referral": None}],
    "cases.Participant": [
        {"name": None, "partner": None, "apology": None},
        {"account": None, "name": "x", "apology": None},
    ],
    "cases.Referral": [
        NOT_ANSWERED | {"partner": None, "colleague": lambda town: town.row(Account)},
        NOT_ANSWERED | {"colleague": None, "partner": lambda town: town.named("cases.Partner")},
    ],
    "cases.Case": [{"closed_at": None, "outcome": "", "review_on": datetime.date(2026, 1, 1)}],
    "cases.Decision": [{"decided_at": None, "decided_by_id": None, "outcome": ""}],
    "cases.Given": [{"owner_name": None}],
    "cases.Need": [{"state": "met"}, {}],
    "cases.PlanStep": [{"state": "done", "owner_name": None}],
    "correspondence.Broadcast": [{"state": "sent", "sent_at": NOW}, {}],
    "correspondence.Call": [{"account": None, "ended_at": None}],
    "correspondence.LinkCode": [
        {"account": None, "closed_at": None},
        {"account": None, "used_at": None, "contact_id": None},
    ],
    # A call of somebody unknown has no place, so a full row is about an alert.
    "council.Item": [{}, {"state": "merged"}],
    "council.Council": [{"quorum_percent": 50}],
    "council.Resolution": [{"votes_for": 9, "against": 1}],
    "council.Score": [{"value": 3}],
    "duty.Climb": [{"stray": None}, {"stray": None, "stopped_at": None, "stopped_because": ""}],
    "duty.Cry": [{"stray": None}, {"stray": None, "question": "", "question_until": None}],
    "duty.DutySpell": [{"weekdays": ""}],
    "duty.LadderSetting": [{"day_begins": datetime.time(6), "night_begins": datetime.time(20)}],
    "duty.LadderStep": [{"minutes": 5}],
    "duty.Told": [{}, {"way": "desk", "result": "", "result_at": None}],
    "issues.Issue": [{"state": "published", "published_on": datetime.date(2026, 1, 1)}],
    "hearings.Assisted": [{"votes": 1}],
    "hearings.HallEntry": [{"kind": "roll", "sex": "female", "step": 1, "state": "taken"}],
    "hearings.Hearing": [
        {"ends_at": NOW + datetime.timedelta(hours=2), "closed_at": None, "women_percent": None}
    ],
    "hearings.Invited": [{"group": ""}, {"village": None, "group": "x"}],
    "hearings.Minutes": [{"version": 1, "state": "draft", "confirmed_at": None, "confirmed_by_id": None}],
    "forum.Agreement": [{"agreed_at": None, "ended_at": None}],
    "forum.Hands": [{"sex": "female"}],
    "forum.Participant": [{"sex": "female", "age_band": "25-44"}],
    "forum.Stance": [
        {"participant": None, "why_words": ""},
        {"group_id": None, "group_name": "", "why_words": ""},
    ],
    "forum.Statement": [{"words": "", "because": "", "judged_at": None}],
    "forum.Vote": [{"value": 1}],
    "people.RightsRequest": [{"answered_at": None}],
    "people.CareRelation": [{"carer": lambda town: town.another("people.Person")}],
    "people.DuplicateCandidate": [
        {"person_b": lambda town: town.another("people.Person"), "probability": 0.5},
        {"person_a": lambda town: town.earliest("people.Person"), "probability": 0.5},
    ],
    "people.MergeEvent": [{"merged": lambda town: town.another("people.Person")}],
    "plan.BudgetLine": [{"source": "own"}],
    "plan.Descent": [{"child": lambda town: town.another("plan.PlanItem")}],
    "plan.Movement": [{"to": None}],
    "plan.Proposal": [{"state": "accepted"}, {"state": "waiting", "replied_on": None}],
    "plan.Reply": [{"state": "decided"}, {}],
    # Numbers begin again at ninety: the least score would sometimes be above the greatest.
    "risk.Classification": [{"score_low": 5, "score_high": 5}],
    "risk.KnowledgeMark": [{"household_id": None}, {"person_id": None}],
    "risk.KnownFacts": [{"household": None}, {"person": None}],
    "support.Award": [{"sealed_benefit": None}],
    "support.BenefitAnswers": [{"household": None}, {"person": None}],
    "support.Loan": [{}, {"condition": "", "returned_on": None, "returned_by_id": None}],
    "support.Package": [{"ended_at": None}],
    "support.Pledge": [{"hours": None, "rate": None, "came": 5, "went": 3}],
    "voices.Issue": [{"report": None, "reference": None, "offered": None, "state": "waiting"}],
    "voices.RaiserWord": [{"finding": "fixed"}],
    "voices.Report": [
        {
            "about_name": None,
            "letter_on": None,
            "letter_number": "",
            "answered_by": None,
            "closed_at": None,
            "told_not": None,
            "due_on": datetime.date(2027, 1, 1),
        }
    ],
    "voices.Talk": [{"closed_at": None}],
    "visits.PlannedVisit": [{"second": None}],
    "wellbeing.CheckIn": [
        {"weekdays": [0], "hour": datetime.time(10), "agreed_by": "helper", "ended_because": "wish"},
        {"weekdays": [0], "hour": datetime.time(10), "until": None, "helper_name": None},
    ],
    "wellbeing.Holiday": [
        {"on": lambda town: datetime.date(2026, 1, 1) + datetime.timedelta(days=next(NUMBERS))}
    ],
    "wellbeing.Settings": [dict.fromkeys(("visit_after", "unanswered", "alert_after"), 5)],
    "wellbeing.Silence": [{"ended_because": "hand"}, {"ended_at": None}],
    "visits.VisitPlan": [{"continuity": 0.5}],
    "cases.NeedAnswer": [{"is_met": True}],
    "projects.Inspection": [
        {"inspector": None, "requester_hash": None, "because": ""},
        {"voice": "inspector", "requester_hash": None, "because": ""},
    ],
    "projects.Project": [{"lon": None, "lat": None, "villages": [], "spent": 0}],
    "projects.Voucher": [{"undone_on": None, "undone_because": ""}],
    "risk.PolicyDraft": [{"state": "adopted"}, {"state": "draft"}],
    "visits.Availability": [{"weekday": 1, "until": None}],
    "visits.DigestLine": [{"volunteer": None}, {"person": None}],
    "visits.HandOver": [{"passed_to": lambda town: town.another("visits.Volunteer")}, {"passed_to": None}],
    "visits.Training": [{"hours": 8, "expires_on": None}],
    "visits.VisitWish": [{"language": "", "volunteer": None}, {"kind": "avoid", "language": ""}],
    "visits.Volunteer": [
        {
            "account": lambda town: town.another("accounts.Account") if town.full else None,
            "left_because": lambda town: "moved" if town.full else "",
        }
    ],
    "visits.VolunteerKind": [{"per_half": 4}],
    "visits.WeeklyDigest": [
        {"week": lambda town: datetime.date(2020, 1, 6) + datetime.timedelta(weeks=next(NUMBERS))}
    ],
}


class Town:
    """The rows made in one municipality, one of each model, tied to each other by their keys.

    full  whether rows are as full as can be (then they are often ended or settled) or as empty
    """

    def __init__(self, *, full=True, **given):
        self.full = full
        self.rows = given

    def row(self, model):
        """Return the row of a model, made when first asked for."""
        if model._meta.label not in self.rows:
            self.rows[model._meta.label] = self._make(model)
        return self.rows[model._meta.label]

    def named(self, label):
        """Return the row of a model by its label."""
        return self.row(apps.get_model(label))

    def another(self, label):
        """Return a second row of a model."""
        return self._make(apps.get_model(label))

    def earliest(self, label):
        """Return another row of a model, whose id lies before all others."""
        return self._make(apps.get_model(label), pk=UUID(int=next(NUMBERS)))

    def everything(self):
        """Return a row of every municipal model and of the account."""
        return [self.row(model) for model in [Account, *municipal_models()]]

    def _make(self, model, **key):
        if getattr(model, "database_writes", False):
            return self._written_by_the_database(model)
        if _is_single(model) and (there := model.objects.first()):
            return there
        refused = []
        for values in self.candidates(model):
            row = model(**values, **key)
            try:
                with transaction.atomic():
                    row.save(force_insert=True)
                    connection.check_constraints()
            except IntegrityError as error:
                refused.append(error)
            else:
                return model._base_manager.get(pk=row.pk)
        raise AssertionError(
            f"No row of {model._meta.label} could be made; say in PECULIAR what fits: {refused}"
        )

    def _written_by_the_database(self, model):
        journal.write("thing.done", by=journal.SYSTEM, about=None, at=NOW)
        flush()
        return model.objects.get()

    def candidates(self, model):
        """Give values for a row: as full and as empty as can be, each with what is peculiar."""
        for peculiar in PECULIAR.get(model._meta.label, [{}]):
            for full in (self.full, not self.full):
                told = {name: said(self) if callable(said) else said for name, said in peculiar.items()}
                yield self._values(model, full=full) | told

    def _values(self, model, *, full):
        fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
        chosen = [field for field in fields if full or not field.null]
        made = {field.name: self._value(field) for field in chosen if field.name != "municipality"}
        small = [name for name, value in made.items() if _is_small(model, name) and value is not None]
        least = made[small[0]] if small else 0
        return (
            made
            | {name: least + place for place, name in enumerate(small)}
            | {"municipality_id": current_id()}
        )

    def _value(self, field):
        if isinstance(field, MunicipalForeignKey):
            return None if field.remote_field.model is field.model else self.row(field.remote_field.model)
        if field.choices:
            return next(value for value, _ in field.flatchoices if value != "")
        value = next(make for kind, make in VALUES if isinstance(field, kind))(next(NUMBERS))
        limit = getattr(field, "max_length", None)
        return value[-limit:] if limit and isinstance(value, str) else value


def _is_small(model, name):
    field = model._meta.get_field(name)
    return isinstance(field, models.SmallIntegerField) and not field.choices


def _is_single(model):
    """Say whether a municipality has one row of a model at most."""
    return any(getattr(one, "fields", None) == ("municipality",) for one in model._meta.constraints)


def every_model():
    """Return every model of the product and of what it stands on."""
    return apps.get_models(include_auto_created=True)
