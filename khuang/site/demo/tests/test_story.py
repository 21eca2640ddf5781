"""What the demo shows beside its surveys, each made by the action of a page."""

import pytest
from django.utils import timezone

from khuang.care.people.actions.imports import may_be_undone
from khuang.care.people.models import (
    DuplicateCandidate,
    DuplicateSearch,
    Erasure,
    Export,
    Import,
    ImportRow,
    MergeEvent,
    Person,
    RightsRequest,
)
from khuang.care.risk.models import DraftEdit, PolicyDraft
from khuang.ground.accounts.models import Account, BrokenGlass, NamedAccount, RememberedPhone
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within
from khuang.site.demo import hospital_list
from khuang.site.demo.build import build


def test_a_demo_shows_what_happened_after_its_surveys(db):
    # One build for all of it: a build takes some seconds.
    made = build(at_most=60, workers=1)
    with within(made.municipality):
        check_list_was_taken_in()
        check_doubles()
        check_guarded()
        check_requests()
        check_draft_phone_and_file()


def check_list_was_taken_in():
    one = Import.objects.get()
    assert one.state == "done" and one.source == hospital_list.SOURCE
    assert (
        one.outcome["bad"] == 3 and sum(one.outcome[name] for name in ("new", "changed", "unchanged")) == 27
    )
    assert ImportRow.objects.exclude(problems=[]).count() == 3
    assert may_be_undone(one, timezone.now())


def check_doubles():
    event = MergeEvent.objects.get()
    assert event.merged.merged_into_id == event.survivor_id and event.taken.keys() == {"phone"}
    waiting = DuplicateCandidate.objects.filter(decision="open")
    names = [{pair.person_a.given_name, pair.person_b.given_name} for pair in waiting]
    assert {"กันยา", "กัลยา"} in names
    assert 5 <= len(names) <= 8
    assert DuplicateSearch.objects.get().state == "done"


def check_guarded():
    sealed = Person.objects.get(level="sealed")
    glass = BrokenGlass.objects.get()
    assert glass.record_id == sealed.pk and glass.reviewed_at is None and glass.account.username == "mali"
    named = NamedAccount.objects.filter(record_id=sealed.pk).values_list("account__username", flat=True)
    assert set(named) == {"prasit", "sunee"}
    assert not Account.objects.get(username="sunee").has_usable_password()
    assert Person.objects.filter(level="sensitive").count() == 1


def check_requests():
    today = timezone.localdate()
    waiting = RightsRequest.objects.filter(state="open")
    assert set(waiting.values_list("kind", flat=True)) == {"copy", "correction", "erasure"}
    assert [one.kind for one in waiting if one.due_on < today] == ["correction"]
    assert Person.objects.exclude(restricted_at=None).count() == 1
    assert Erasure.objects.get().decided_at is None


def check_draft_phone_and_file():
    draft = PolicyDraft.objects.get()
    assert draft.state == "draft" and DraftEdit.objects.filter(draft=draft, is_set_aside=False).count() == 2
    assert RememberedPhone.objects.get().account.username == "boonsri"
    assert Export.objects.get().count == 8
    assert journal.newest(("people.exported",)).count() == 1


@pytest.mark.parametrize(("right", "wrong"), [("จันทร์", "จันทร"), ("ณรงค์", "ณรงค"), ("มาลัย", "มารัย")])
def test_a_clerk_misspells(right, wrong):
    assert hospital_list.slip(right) == wrong
