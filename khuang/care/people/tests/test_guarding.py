"""Who may open a guarded record, for how long, and who answers for it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from khuang.care.people import actions, reads
from khuang.care.people.models import LevelDecision
from khuang.care.people.tests.intake import HOME, MALI, a_family, mali, say, ton, updates
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts import reads as account_reads
from khuang.ground.accounts.models import Account, BrokenGlass
from khuang.ground.accounts.reads import may
from khuang.ground.journal import reads as journal
from khuang.ground.journal.actions import SYSTEM


@pytest.fixture(autouse=True)
def family(cast, inside):
    """Mali and Ton in village 3."""
    return a_family()


def again(account):
    """Read an account anew, as the next request does."""
    return Account.objects.get(pk=account.pk)


def seal(cast, level="sealed", named=None, by=None):
    named = [cast.prasit] if named is None else named
    actions.guard(mali(), level, named=named, reason="ต้องคุ้มครอง", by=by or cast.prasit, at=timezone.now())


def smash(account, at=None):
    return accounts.break_glass(mali(), reason="danger", said="ฉุกเฉิน", by=account, at=at or timezone.now())


def opens(account):
    return may(again(account), "people.view", mali())


@pytest.mark.parametrize("level", ["sensitive", "sealed"])
def test_a_guarded_record_opens_for_whoever_is_named(cast, level):
    seal(cast, level, [cast.mali])
    assert opens(cast.mali)
    assert not opens(cast.prasit)
    assert LevelDecision.objects.get().reason == "ต้องคุ้มครอง"


def test_open_to_its_team_again_nobody_is_named(cast):
    seal(cast)
    seal(cast, "team")
    assert opens(cast.mali)
    assert account_reads.named_for(MALI) == []


def test_a_guarded_record_needs_somebody_who_can_open_it(cast):
    for named in ([], [cast.kham], [cast.boonsri]):  # neither sees people here
        with pytest.raises(ValidationError):
            seal(cast, named=named)
    assert mali().level == "team"


def test_who_may_not_open_it_may_not_guard_it(cast):
    seal(cast, named=[cast.mali])
    with pytest.raises(PermissionDenied):
        seal(cast, "team")
    with pytest.raises(PermissionDenied):
        seal(cast, "team", by=again(cast.mali))  # named, but no head


def test_broken_glass_opens_for_sixty_minutes_and_not_a_moment_longer(cast):
    seal(cast)
    now = timezone.now()
    glass = smash(cast.mali, at=now - timedelta(minutes=59, seconds=50))
    assert glass.until - glass.at == timedelta(minutes=60)
    assert opens(cast.mali)
    BrokenGlass.objects.update(at=now - timedelta(minutes=60), until=now)
    assert not opens(cast.mali)


def test_broken_glass_opens_one_record(cast):
    seal(cast)
    actions.guard(ton(), "sealed", named=[cast.prasit], reason="x", by=cast.prasit, at=timezone.now())
    smash(cast.mali)
    assert opens(cast.mali)
    assert not may(again(cast.mali), "people.view", ton())


def test_the_glass_breaks_only_where_one_may_and_what_is_closed(cast):
    with pytest.raises(PermissionDenied):
        smash(cast.mali)  # open to its team
    seal(cast)
    for account in (cast.boonsri, cast.nok, cast.wipa, cast.prasit):
        with pytest.raises(PermissionDenied):
            smash(account)


def test_who_broke_it_cannot_review_it_and_the_first_review_stands(cast):
    seal(cast, named=[cast.mali])
    glass = smash(again(cast.prasit))
    assert not account_reads.glasses_to_review(cast.prasit).exists()
    with pytest.raises(PermissionDenied):
        accounts.review_glass(glass, verdict="justified", note="", by=cast.prasit, at=timezone.now())
    with pytest.raises(PermissionDenied):
        accounts.review_glass(glass, verdict="justified", note="", by=cast.mali, at=timezone.now())
    other = accounts.create_account("second", display_name="หัวหน้าคนที่สอง", by=SYSTEM, at=timezone.now())
    accounts.give_role(other, "head", held_at="municipality", village=None, by=SYSTEM, at=timezone.now())
    assert account_reads.glasses_to_review(other).count() == 1
    for verdict in ("not-justified", "justified"):
        accounts.review_glass(glass, verdict=verdict, note="", by=other, at=timezone.now())
    assert BrokenGlass.objects.get().verdict == "not-justified"


def test_the_review_shows_what_was_looked_at_and_is_late_after_seven_days(cast):
    seal(cast)
    now = timezone.now()
    glass = smash(again(cast.mali), at=now)
    actions.note_view(mali(), by=cast.mali, at=now + timedelta(minutes=1))
    actions.note_view(mali(), by=cast.prasit, at=now + timedelta(minutes=2))
    seen = reads.broken_glass(again(cast.prasit), glass, at=now + timedelta(days=7))
    assert (len(seen.looked_at), seen.person, seen.late) == (2, mali(), False)
    assert reads.broken_glass(cast.prasit, glass, at=now + timedelta(days=7, seconds=1)).late
    assert {line.event for line in journal.lines_about(MALI)} >= {"people.glass-broken", "people.level-set"}


def test_a_reviewer_who_is_not_named_reads_no_name(cast):
    seal(cast, named=[cast.mali])
    glass = BrokenGlass.objects.create(
        record_id=MALI, account=cast.mali, reason="danger", said="x",
        at=timezone.now(), until=timezone.now(),
    )  # fmt: skip
    assert reads.broken_glass(again(cast.prasit), glass, at=timezone.now()).person is None


def test_when_nobody_named_is_left_the_heads_are_told_and_may_name_others(cast):
    seal(cast, named=[cast.mali])
    assert reads.forsaken(cast.prasit, at=timezone.now()) == []
    Account.objects.filter(pk=cast.mali.pk).update(is_active=False)
    assert reads.forsaken(cast.prasit, at=timezone.now()) == [mali()]
    assert not opens(cast.prasit)
    seal(cast)
    assert opens(cast.prasit)
    assert reads.forsaken(again(cast.prasit), at=timezone.now()) == []


def test_a_role_that_ended_leaves_nobody_too(cast):
    seal(cast, named=[cast.mali])
    accounts.end_role(cast.mali.assignments.get(), by=SYSTEM, at=timezone.now() - timedelta(seconds=1))
    assert reads.forsaken(cast.prasit, at=timezone.now()) == [mali()]


@pytest.mark.parametrize("asked", ["มาลี ใจดี", "นางมาลี ใจดี", " มาลี  ใจดี "])
def test_an_exact_name_is_told_of_only_to_who_may_break_the_glass(cast, asked):
    assert reads.guarded_matches(cast.mali, asked) == []  # open: the lists show it
    seal(cast)
    assert reads.guarded_matches(again(cast.mali), asked) == [MALI]
    assert reads.guarded_matches(again(cast.prasit), asked) == []  # named: the lists show it
    for account in (cast.boonsri, cast.nok, cast.wipa, cast.anan):
        assert reads.guarded_matches(again(account), asked) == []


@pytest.mark.parametrize("asked", ["มาลี", "ใจดี", "มาลี ใจ", "มารี ใจดี", "", "12/1"])
def test_a_name_that_is_nearly_right_is_told_of_to_nobody(cast, asked):
    seal(cast)
    assert reads.guarded_matches(again(cast.mali), asked) == []


def test_what_waits_about_a_home_does_not_give_its_guarded_name(cast):
    say(updates("household", HOME, household_name="บ้านยายมาลี"))
    seal(cast)
    say(updates("household", HOME, base=1, household_name="บ้านมาลี ใจดี"))
    [told] = reads.attention_in_words(again(cast.mali))
    assert (told.is_hidden, told.present, told.proposed) == (True, "", "")
    [told] = reads.attention_in_words(again(cast.prasit))
    assert (told.present, told.proposed) == ("บ้านยายมาลี", "บ้านมาลี ใจดี")


def test_the_name_of_a_sealed_person_s_home_leaves_with_no_phone(cast):
    say(updates("household", HOME, household_name="บ้านยายมาลี"))
    role = accounts.give_role(
        cast.prasit, "researcher", held_at="homes", village=None, by=SYSTEM, at=timezone.now()
    )
    accounts.assign_homes(role, [mali().dwelling_id], by=SYSTEM, at=timezone.now())
    for level, carried in (("sensitive", "บ้านยายมาลี"), ("sealed", "")):
        seal(cast, level)
        device = SimpleNamespace(holder=again(cast.prasit))
        [(_, label, _, properties)] = reads.phone_households(device)
        assert properties["household_name"] == carried
        assert ("มาลี" in label) == bool(carried)
