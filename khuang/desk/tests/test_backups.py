"""The desk says when a backup was last proved, and insists when that is long ago."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, sign_in
from khuang.desk import backups
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.context import within


def note(event, at, **told):
    words = {"file": "khuang-2026-11-22-201000.khuang", "rows": 282522, "files": 24, "lines": 25448}
    journal.write(event, by=journal.SYSTEM, about=None, at=at, **(words | told))


@pytest.mark.parametrize(("days", "late"), [(None, True), (34, False), (35, False), (36, True)])
def test_a_rehearsal_is_due_every_35_days(inside, days, late):
    if days is not None:
        note(backups.REHEARSED, NOW - timedelta(days=days), people=10000, seconds=14.2)
    assert backups.standing(at=NOW).is_rehearsal_late == late


def test_one_that_failed_proves_nothing(inside):
    note(backups.FAILED, NOW)
    assert backups.standing(at=NOW).is_rehearsal_late


def test_today_says_so_to_whoever_can_see_to_it(client, cast):
    line = "Nobody has proved lately"
    assert line in in_english(sign_in(client, cast.anan), "desk:today")
    assert line in in_english(sign_in(client, cast.prasit), "desk:today")
    assert line not in in_english(sign_in(client, cast.mali), "desk:today")


def test_the_page_lists_both_with_their_counts(client, cast):
    with within(cast.municipality):
        note(backups.MADE, timezone.now(), bytes=75_000_000)
        note(backups.REHEARSED, timezone.now(), people=10000, seconds=14.2)
    page = in_english(sign_in(client, cast.anan), "desk:backups")
    assert "75.0 MB" in page and "10,000 people came back" in page and "25,448" in page
    assert "Nobody has proved lately" not in page
    assert "Nobody has proved lately" not in in_english(client, "desk:today")


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        (None, "There is no backup of the last two days"),
        (20, ""),
        (30, "s backup is missing"),
    ],
)
def test_today_insists_when_last_night_made_no_backup(client, cast, monkeypatch, tmp_path, hours, line):
    monkeypatch.setenv("KHUANG_BACKUPS", str(tmp_path))
    if hours is not None:
        with within(cast.municipality):
            note(backups.MADE, timezone.now() - timedelta(hours=hours), bytes=75_000_000)
    page = in_english(sign_in(client, cast.anan), "desk:today")
    assert ("khuang backup" in page) == bool(line) and line in page
    assert "khuang backup" not in in_english(sign_in(client, cast.mali), "desk:today")


def test_nobody_is_blamed_where_no_backup_is_made_by_itself(client, cast, monkeypatch):
    monkeypatch.delenv("KHUANG_BACKUPS", raising=False)
    assert "khuang backup" not in in_english(sign_in(client, cast.anan), "desk:today")


def in_english(client, address):
    return client.get(reverse(address), headers={"accept-language": "en"}).content.decode()
