"""Statements: guarded, checked openly, told to their author by a code."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from PIL import Image

from conftest import NOW
from khuang.civic.forum import actions, reads, statement_files
from khuang.civic.forum.actions.enclosures import Brought
from khuang.civic.forum.models import Enclosure, Statement
from khuang.civic.forum.rules import problems
from khuang.civic.forum.tests.cast import a_statement, a_topic, offered
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal import reads as journal

VOICE = b"OggS\0\x02" + b"\0" * 40


@pytest.fixture(autouse=True)
def _within(cast, inside, settings, tmp_path):
    """Everything here happens in one municipality, with its cast and a disk of its own."""
    settings.KHUANG_MEDIA = tmp_path


@pytest.fixture
def topic(cast):
    return a_topic(cast)


def picture():
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "a camera"
    Image.new("RGB", (30, 20), "#336699").save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


def test_what_anyone_offers_waits_and_nobody_reads_it_yet(topic):
    made = offered(topic)
    assert (made.state, made.words, made.number) == ("waiting", "", 1)
    assert list(reads.shown(topic)) == [] and list(reads.waiting()) == [made]
    assert reads.by_receipt(made.receipt) == made and len(made.receipt) == 12


def test_it_is_shown_in_the_words_that_were_typed(cast, topic):
    made = actions.show(offered(topic), by=cast.facai, at=NOW)
    assert made.words == "ขอให้ซ่อมท่อเก่า"
    with pytest.raises(problems.MovedOn):
        actions.show(made, by=cast.facai, at=NOW)


def test_what_is_not_shown_says_why_to_its_author_and_is_counted_for_everybody(cast, topic):
    made = actions.refuse(offered(topic), "names", words="มีชื่อคน", by=cast.facai, at=NOW)
    assert (made.state, made.because, made.because_words) == ("refused", "names", "มีชื่อคน")
    assert reads.refusals(topic) == [(str(Statement.Reason.NAMES.label), 1)]
    with pytest.raises(problems.MovedOn):
        actions.refuse(made, "names", by=cast.facai, at=NOW)


def test_another_reason_needs_words_and_there_is_no_unknown_one(cast, topic):
    made = offered(topic)
    for because in ("other", "", "taste"):
        with pytest.raises(problems.NoReason):
            actions.refuse(made, because, by=cast.facai, at=NOW)


def test_a_statement_that_was_shown_may_be_taken_away_and_come_back(cast, topic):
    made = a_statement(cast, topic)
    assert actions.refuse(made, "insults", by=cast.facai, at=NOW).words == ""
    assert actions.show(made, by=cast.facai, at=NOW).words == "ควรตรวจน้ำทุกเดือน"


@pytest.mark.parametrize(
    "words", ["โทร 081-234-5678 นะ", "บ้านเลขที่ 12/3 ทิ้งขยะ", "เลข 1101700230705", "ส่งที่ somebody@example.org"]
)
def test_numbers_and_addresses_are_caught_before_anybody_reads_them(topic, words):
    with pytest.raises(problems.NamesSomebody):
        offered(topic, words, confirmed=True)
    assert not Statement.objects.exists()


def test_what_may_be_a_neighbours_name_is_asked_first_and_asked_again_at_the_desk(cast, topic):
    words = "นายสมหมาย ทิ้งขยะลงคลอง"
    with pytest.raises(problems.Doubtful):
        offered(topic, words)
    made = offered(topic, words, confirmed=True)
    with pytest.raises(problems.Doubtful):
        actions.show(made, by=cast.facai, at=NOW)
    assert actions.show(made, confirmed=True, by=cast.facai, at=NOW).state == "shown"


@pytest.mark.parametrize(("words", "problem"), [("   ", problems.NoWords), ("ก" * 281, problems.TooLong)])
def test_one_idea_in_few_words(topic, words, problem):
    with pytest.raises(problem):
        offered(topic, words)


def test_a_form_that_is_sent_twice_is_taken_in_once(topic):
    one = offered(topic, receipt="ABCDEFGHJKMN")
    assert offered(topic, receipt="ABCDEFGHJKMN") == one
    assert Statement.objects.count() == 1


def test_what_is_said_already_is_not_said_again(cast, topic):
    a_statement(cast, topic)
    with pytest.raises(problems.SaidAlready):
        offered(topic, "ควรตรวจน้ำ ทุกเดือน")
    assert [one.number for one in reads.alike_of(topic, "ควรจะตรวจน้ำทุกเดือน")] == [1]


def test_nothing_is_taken_in_outside_of_its_phase_and_after_closing(cast):
    voting = a_topic(cast, kind="vote")
    with pytest.raises(problems.NotNow):
        offered(voting)
    closed = a_topic(cast, "ขยะ")
    actions.close(closed, by=cast.facai, at=NOW)
    closed.refresh_from_db()
    with pytest.raises(problems.TopicClosed):
        offered(closed, at=NOW + timedelta(minutes=1))
    with pytest.raises(problems.TopicClosed):
        actions.offer_statement(closed, "ก", source="facilitator", by=cast.facai, at=NOW)


def test_the_facilitator_begins_with_lines_that_are_shown_at_once(cast):
    topic = a_topic(cast, kind="vote")
    made = actions.seed(topic, "ตรวจน้ำทุกเดือน\n\nซ่อมท่อ\nซ่อมท่อ", by=cast.facai, at=NOW)
    assert [one.words for one in made] == ["ตรวจน้ำทุกเดือน", "ซ่อมท่อ"]
    with pytest.raises(problems.NoWords):
        actions.seed(topic, " \n ", by=cast.facai, at=NOW)


def test_only_whoever_may_writes_down_and_checks(cast, topic):
    with pytest.raises(PermissionDenied):
        actions.offer_statement(topic, "ก", source="hearing", by=cast.kham, at=NOW)
    made = offered(topic)
    for who in (cast.kham, cast.mali, cast.dao):
        with pytest.raises(PermissionDenied):
            actions.show(made, by=who, at=NOW)
        with pytest.raises(PermissionDenied):
            actions.refuse(made, "names", by=who, at=NOW)


def test_a_picture_loses_its_camera_and_a_voice_is_kept_as_it_came(topic):
    offered(topic, brought=Brought(picture(), "ท่อแตก", VOICE))
    drawn, voice = Enclosure.objects.order_by("kind")
    bare = b"".join(statement_files.read(drawn.pk))
    assert Image.open(io.BytesIO(bare)).getexif() == {} and b"a camera" not in bare
    assert b"".join(statement_files.read(voice.pk)) == VOICE and voice.content_type == "audio/ogg"


@pytest.mark.parametrize(
    ("brought", "problem"),
    [
        (Brought(picture=b"<svg/>"), problems.NoPicture),
        (Brought(picture=b"\0" * 8_000_001), problems.NoPicture),
        (Brought(voice=b"<html>"), problems.NoVoice),
        (Brought(voice=b"OggS" + b"\0" * 5_000_000), problems.NoVoice),
    ],
)
def test_what_is_no_picture_and_no_voice_is_refused_and_nothing_stays(topic, brought, problem):
    with pytest.raises(problem):
        offered(topic, brought=brought)
    assert not Statement.objects.exists()


def test_files_that_no_commit_spoke_of_are_swept(topic):
    offered(topic, brought=Brought(voice=VOICE))
    kept = Enclosure.objects.get()
    statement_files.write(lost := Node("topic", topic.pk).id, b"lost")
    assert actions.sweep_enclosures(at=NOW + timedelta(days=9999)) == 1
    assert {key for key, _at in statement_files.stored()} == {kept.pk} and lost != kept.pk


def test_the_journal_holds_no_words(cast, topic):
    made = actions.refuse(offered(topic), "other", words="เพราะอะไร", by=cast.facai, at=NOW)
    for line in journal.lines_about(made.pk):
        assert "ซ่อม" not in line.reference and "เพราะ" not in line.reference


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "shown", "judged_at": NOW}, "forum_statement_shown"),
        ({"words": "ก"}, "forum_statement_shown"),
        ({"state": "refused"}, "forum_statement_judged"),
        ({"because": "names"}, "forum_statement_judged"),
        ({"judged_at": NOW}, "forum_statement_judged"),
    ],
)
def test_the_database_refuses_what_cannot_be(topic, change, name):
    offered(topic)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Statement.objects.update(**change)


def test_numbers_and_receipts_are_given_once(topic):
    offered(topic)
    one = offered(topic, "ข้อความที่สอง")
    with pytest.raises(IntegrityError, match="forum_statement_number"), transaction.atomic():
        Statement.objects.filter(pk=one.pk).update(number=1)
    with pytest.raises(IntegrityError, match="forum_statement_receipt"), transaction.atomic():
        Statement.objects.update(receipt="ABCDEFGHJKMN")
