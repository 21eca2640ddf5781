"""What residents see: received without an account, shown when nobody is named, answered by their code."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from conftest import NOW
from khuang.civic.projects import actions, project_files, reads
from khuang.civic.projects.models import Inspector
from khuang.civic.projects.rules import problems
from khuang.civic.projects.tests.cast import TODAY, a_closed_project, an_inspector, look, picture


@pytest.fixture(autouse=True)
def _within(cast, inside, settings, tmp_path):
    """Everything here happens in one municipality, with its cast; pictures lie in a folder of the test."""
    settings.KHUANG_MEDIA = tmp_path


@pytest.fixture
def project(cast):
    return a_closed_project(cast)


def report(project, **said):
    return actions.inspect(project, look("not-fixed", **said), at=NOW)


def stored(row, tmp_path):
    target = tmp_path / "seen.jpg"
    target.write_bytes(b"".join(project_files.read(row.pk)))
    with Image.open(target) as image:
        return dict(image.getexif())


def test_a_photograph_loses_its_place(project, tmp_path):
    made, _code = report(project, photograph=picture(), alt="ราวสะพานหัก")
    assert stored(made, tmp_path) == {}


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"photograph": picture()}, problems.NoAlt),
        ({"photograph": b"%PDF-1.4", "alt": "x"}, problems.NoPicture),
        ({"photograph": b"x" * 15_000_001, "alt": "x"}, problems.NoPicture),
    ],
)
def test_a_photograph_needs_words_and_must_be_one(project, said, problem):
    with pytest.raises(problem):
        report(project, **said)


def test_words_wait_until_somebody_has_looked(project, cast):
    made, code = report(project, words="ราวหักหนึ่งช่วง")
    assert made.state == "waiting"
    assert list(reads.waiting_inspections()) == [made]
    with pytest.raises(problems.Recognisable):
        actions.show(made, nobody_recognisable=False, by=cast.wipa, at=NOW)
    actions.show(made, nobody_recognisable=True, answer="จะซ่อมภายในสัปดาห์นี้", by=cast.wipa, at=NOW)
    assert reads.by_code(code).answer == "จะซ่อมภายในสัปดาห์นี้"
    with pytest.raises(problems.MovedOn):
        actions.show(made, nobody_recognisable=True, by=cast.wipa, at=NOW)


def test_a_finding_alone_is_shown_at_once(project):
    made, code = report(project, checks={"safe": "no", "of-no-list": "yes"})
    assert (made.state, made.checks) == ("shown", {"safe": "no"})
    assert reads.by_code(code) == made
    assert reads.by_code("") is None


def test_words_that_name_somebody_are_not_shown(project, cast):
    made, _code = report(project, words="โทรหานายแดงที่ 0812345678")
    with pytest.raises(problems.TellsWho):
        actions.show(made, nobody_recognisable=True, by=cast.wipa, at=NOW)


def test_what_is_withheld_says_why_and_its_photograph_is_gone(project, cast):
    made, code = report(project, photograph=picture(), alt="คนงาน")
    with pytest.raises(problems.NoReason):
        actions.withhold(made, because="", by=cast.wipa, at=NOW)
    actions.withhold(made, because="เห็นหน้าคน", by=cast.wipa, at=NOW)
    assert reads.by_code(code).because == "เห็นหน้าคน"
    with pytest.raises(FileNotFoundError):
        list(project_files.read(made.pk))


def test_only_who_keeps_the_roll_checks_reports(project, cast):
    made, _code = report(project, words="x")
    with pytest.raises(PermissionDenied):
        actions.show(made, nobody_recognisable=True, by=cast.mali, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.enrol("ใคร", consented=True, by=cast.kham, at=NOW)


def test_nobody_stands_on_the_roll_without_consent(cast):
    with pytest.raises(problems.NoConsent):
        actions.enrol("นางบัว ใจดี", consented=False, by=cast.wipa, at=NOW)


def test_who_leaves_the_roll_is_forgotten_but_for_the_number(project, cast):
    who, code = an_inspector(cast)
    actions.inspect(project, look(), code=code, at=NOW)
    actions.end_inspector(who, by=cast.wipa, at=NOW)
    kept = Inspector.objects.get(pk=who.pk)
    assert (kept.number, kept.name, kept.phone, kept.until) == (1, "", None, TODAY)
    assert an_inspector(cast)[0].number == 2
    with pytest.raises(problems.WrongCode):
        actions.inspect(project, look(), code=code, at=NOW)
    with pytest.raises(problems.MovedOn):
        actions.end_inspector(who, by=cast.wipa, at=NOW)


def test_an_office_photograph_is_shown_when_nobody_can_be_recognised(project, cast, tmp_path):
    said = {"stage": "after", "alt": "สะพานใหม่", "on": TODAY, "by": cast.wipa, "at": NOW}
    with pytest.raises(problems.Recognisable):
        actions.keep_photograph(project, picture(), nobody_recognisable=False, **said)
    with pytest.raises(problems.NoAlt):
        actions.keep_photograph(project, picture(), nobody_recognisable=True, **(said | {"alt": " "}))
    made = actions.keep_photograph(project, picture(), nobody_recognisable=True, **said)
    assert stored(made, tmp_path) == {}
    actions.remove_photograph(made, by=cast.wipa, at=NOW)
    assert not project.photographs.exists()


def test_files_that_no_row_speaks_of_are_swept_away(project, cast):
    kept, _code = report(project, photograph=picture(), alt="ราวหัก")
    project_files.write(project.pk, b"lost")
    assert actions.sweep_photographs(at=NOW) == 0
    late = NOW + timedelta(days=3000)
    assert actions.sweep_photographs(at=late) == 1
    assert list(project_files.read(kept.pk))
