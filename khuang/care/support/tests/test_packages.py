"""A package goes from a need to a hand-over, by two people, and ends with nothing left."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases.actions import end_need
from khuang.care.cases.models import Need
from khuang.care.people.actions import guard
from khuang.care.people.models import Person
from khuang.care.support import actions, package_files
from khuang.care.support.actions import BudgetLine, Slip
from khuang.care.support.models import Package, Paper
from khuang.care.support.reads import packages as reads
from khuang.care.support.reads import packages_copy
from khuang.care.support.rules import package_problems as problems
from khuang.care.support.tests.packages_cast import (
    LATER,
    TODAY,
    a_need,
    a_package,
    a_person,
    a_pledge,
    handed_over,
    picture,
)
from khuang.ground.journal import reads as journal

LINES = [BudgetLine("goods", "รถเข็น", 450_000)]


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def close(package, cast, *, met=True, at=LATER):
    return actions.close_package(package, met=met, because="ซ่อมเสร็จแล้ว", by=cast.mali, at=at)


def test_a_package_is_numbered_within_the_fiscal_year(cast):
    first = a_package(cast, approved=False)
    second = a_package(cast, a_need(cast, a_person(cast.villages[2], "อีกคน")), approved=False)
    assert (first.number, second.number) == ("S2570-0001", "S2570-0002")


def test_whoever_proposed_it_does_not_approve_it(cast):
    package = a_package(cast, approved=False)
    with pytest.raises(problems.SamePerson):
        actions.approve_package(package, by=cast.mali, at=NOW)
    assert actions.approve_package(package, by=cast.prasit, at=NOW).state == "approved"


def test_the_database_refuses_that_one_person_approves_their_own(cast):
    package = a_package(cast)
    with pytest.raises(IntegrityError, match="support_package_two_persons"), transaction.atomic():
        Package.objects.filter(pk=package.pk).update(approved_by_id=package.proposed_by_id)


def test_an_approved_package_begins_to_meet_its_need(cast):
    need = a_need(cast)
    a_package(cast, need, approved=False)
    assert Need.objects.get().state == "open"
    actions.approve_package(Package.objects.get(), by=cast.prasit, at=NOW)
    assert Need.objects.get().state == "being-met"


def test_it_is_approved_once(cast):
    package = a_package(cast)
    with pytest.raises(problems.MovedOn):
        actions.approve_package(package, by=cast.prasit, at=NOW)


def test_a_package_has_a_budget_and_an_open_need(cast):
    need = a_need(cast)
    with pytest.raises(problems.NoBudget):
        actions.propose_package(need, kind="aid", words="", lines=[], by=cast.mali, at=NOW)
    end_need(need, met=False, because="ย้ายออก", by=cast.mali, at=NOW)
    need.refresh_from_db()
    with pytest.raises(problems.NeedEnded):
        actions.propose_package(need, kind="aid", words="", lines=LINES, by=cast.mali, at=NOW)


@pytest.mark.parametrize("name", ["boonsri", "nok", "kham", "wipa", "anan", "dao"])
def test_whoever_puts_no_packages_together_proposes_none(cast, name):
    with pytest.raises(PermissionDenied):
        actions.propose_package(
            a_need(cast), kind="aid", words="", lines=LINES, by=getattr(cast, name), at=NOW
        )


def test_it_is_handed_over_with_photograph_and_signature(cast):
    package = a_package(cast)
    a_pledge(cast, package, came=1000)
    package = handed_over(cast, package)
    assert package.state == "handed-over" and package.received_by == "คำปัน"
    assert list(Paper.objects.values_list("kind", flat=True)) == ["photograph", "drawn"]
    for paper in Paper.objects.all():
        assert b"".join(package_files.read(paper.pk)).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, problems.NotSigned),
        ({"signed": b"%PDF-1.4 x"}, problems.NoPhotograph),
        ({"photographs": [b"no picture"], "signed": b"%PDF-1.4 x"}, problems.NoPicture),
        ({"photographs": [b"%PDF-1.4 x"], "signed": b"%PDF-1.4 x"}, problems.NoPicture),
        ({"signed": b"%PDF-1.4 x", "on": TODAY + timedelta(days=1)}, problems.InTheFuture),
    ],
)
def test_a_hand_over_that_proves_nothing_is_refused(cast, said, problem):
    package = a_package(cast)
    a_pledge(cast, package, came=1000)
    with pytest.raises(problem):
        actions.hand_over(package, **({"on": TODAY, "received_by": "คำปัน"} | said), by=cast.mali, at=NOW)
    assert Package.objects.get().state == "under-way" and not Paper.objects.exists()


def test_nobody_must_be_photographed_to_be_helped(cast):
    package = a_package(cast)
    a_pledge(cast, package, came=1000)
    said = {"signed": b"%PDF-1.4 x", "without_photograph": "เจ้าตัวไม่ประสงค์ให้ถ่ายภาพ"}
    package = actions.hand_over(package, on=TODAY, received_by="คำปัน", **said, by=cast.mali, at=NOW)
    assert package.state == "handed-over"


def test_what_is_not_begun_is_not_handed_over(cast):
    with pytest.raises(problems.MovedOn):
        handed_over(cast, a_package(cast))


def test_the_place_is_taken_out_of_a_photograph(cast):
    package = a_package(cast)
    a_pledge(cast, package, came=1000)
    exif = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"
    with_place = picture(exif=exif)
    assert b"Exif" in with_place
    actions.hand_over(
        package, on=TODAY, received_by="ก", photographs=[with_place], drawn=picture(), by=cast.mali, at=NOW
    )
    kept = Paper.objects.get(kind="photograph")
    assert b"Exif" not in b"".join(package_files.read(kept.pk))


def test_closing_needs_that_nothing_is_left(cast):
    package = a_package(cast)
    pledge = a_pledge(cast, package, came=1000)
    handed_over(cast, package)
    with pytest.raises(problems.LeftOver):
        close(package, cast)
    actions.spend(pledge, Slip(TODAY, 1000, payee="ร้านค้า"), by=cast.mali, at=LATER)
    assert close(package, cast).state == "closed"


def test_closing_needs_the_hand_over(cast):
    package = a_package(cast)
    with pytest.raises(problems.MovedOn):
        close(package, cast)


@pytest.mark.parametrize(("met", "state"), [(True, "met"), (False, "being-met")])
def test_a_person_says_whether_the_need_is_met(cast, met, state):
    package = a_package(cast)
    pledge = a_pledge(cast, package, came=1000)
    actions.spend(pledge, Slip(TODAY, 1000), by=cast.mali, at=NOW)
    handed_over(cast, package)
    close(package, cast, met=met)
    assert Need.objects.get().state == state


def test_the_database_refuses_an_end_with_something_left(cast):
    package = a_package(cast)
    a_pledge(cast, package, came=1000)
    with pytest.raises(IntegrityError, match="support_package_ended"), transaction.atomic():
        Package.objects.update(state="cancelled", ended_at=NOW)


def test_a_package_is_given_up_with_a_reason_when_nothing_is_left(cast):
    package = a_package(cast)
    pledge = a_pledge(cast, package, came=1000)
    with pytest.raises(problems.LeftOver):
        actions.cancel_package(package, because="เปลี่ยนแผน", by=cast.mali, at=NOW)
    actions.give_back(pledge, Slip(TODAY, 1000, words="ไม่ได้ซ่อม"), by=cast.mali, at=NOW)
    with pytest.raises(problems.NoReason):
        actions.cancel_package(package, because=" ", by=cast.mali, at=NOW)
    assert actions.cancel_package(package, because="เปลี่ยนแผน", by=cast.mali, at=NOW).state == "cancelled"
    assert Need.objects.get().state == "being-met"


def test_the_journal_says_what_was_done_and_no_word_of_it(cast):
    package = a_package(cast)
    pledge = a_pledge(cast, package, came=1000)
    actions.spend(pledge, Slip(TODAY, 400, payee="ร้านลับ", words="สังกะสี"), by=cast.mali, at=NOW)
    lines = journal.lines_about(package.pk)
    assert [line.event for line in lines][:3] == ["support.spent", "support.received", "support.pledged"]
    assert not any("ร้านลับ" in line.reference or "สังกะสี" in line.reference for line in lines)
    assert "support.spent" in {line.event for line in journal.lines_about(package.about_id)}


def test_a_guarded_person_s_package_is_seen_by_nobody_who_is_not_named(cast):
    package = a_package(cast)
    guard(package.person, Person.Level.SEALED, named=[cast.prasit], reason="คุ้มครอง", by=cast.prasit, at=NOW)
    assert not reads.seen(cast.mali).exists()
    with pytest.raises(PermissionDenied):
        actions.cancel_package(package, because="ก", by=cast.mali, at=NOW)


def test_a_restricted_person_s_package_rests(cast):
    package = a_package(cast)
    Person.objects.filter(pk=package.about_id).update(restricted_at=NOW)
    assert reads.seen(cast.prasit).exists(), "whoever answers requests still sees it"


def test_a_file_without_a_row_is_swept_after_a_day(cast):
    package = a_package(cast)
    a_pledge(cast, package, came=1000)
    handed_over(cast, package)
    kept = Paper.objects.first()
    Paper.objects.exclude(pk=kept.pk).delete()
    assert actions.sweep_papers(at=LATER) == 0
    assert actions.sweep_papers(at=NOW + timedelta(days=400)) == 1
    assert b"".join(package_files.read(kept.pk))


def test_a_person_s_copy_holds_their_packages_and_not_who_paid(cast):
    package = a_package(cast)
    a_pledge(cast, package, came=500)
    (told,) = packages_copy(cast.mali, package.person)
    assert (told["words"].split()[0], told["came"], told["went"]) == (package.number, "5", "0")
    assert "งบเทศบาล" not in str(told)


def test_merged_records_bring_their_packages(cast):
    package = a_package(cast)
    other = a_person(cast.villages[1], "คำปันซ้ำ")
    Person.objects.filter(pk=package.about_id).update(merged_into=other)
    assert list(reads.packages_of(cast.mali, other)) == [package]
    package.refresh_from_db()
    assert reads.person_of(Package.objects.get()) == other
