"""The screens of packages, funders and appeals, by the cast and in both languages."""

import base64
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from conftest import sign_in
from khuang.care.people.models import Person
from khuang.care.support import actions
from khuang.care.support.actions import Slip
from khuang.care.support.actions.package_papers import LARGEST
from khuang.care.support.models import Appeal, Funder, Movement, Package, Paper, Pledge
from khuang.care.support.tests.packages_cast import (
    TODAY,
    a_funder,
    a_need,
    a_package,
    a_pledge,
    handed_over,
    picture,
)
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within

DAY = {"on_day": "20", "on_month": "11", "on_year": "2569"}
PNG = "data:image/png;base64," + base64.b64encode(picture("PNG")).decode()


@pytest.fixture
def town(cast):
    """A package with money under way."""
    with within(cast.municipality):
        cast.package = a_package(cast)
        cast.pledge = a_pledge(cast, cast.package, came=500_000)
    return cast


@pytest.fixture
def as_mali(town, client):
    return sign_in(client, town.mali)


def get(client, name, *args, language="th"):
    answer = client.get(reverse(f"support:{name}", args=args), headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, address, *args, **said):
    return client.post(reverse(f"support:{address}", args=args), said, headers={"accept-language": "en"})


def inside(town, read):
    with within(town.municipality):
        return read()


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", ["packages", "package-needs", "funders", "funder-new", "appeals", "offers"])
def test_every_list_opens(as_mali, name, language):
    assert "<h1" in get(as_mali, name, language=language)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    "name",
    [
        *("package", "pledge", "hand-over", "acceptance-sheet"),
        *("close-package", "cancel-package", "propose-appeal"),
    ],
)
def test_every_page_of_a_package_opens(as_mali, town, name, language):
    assert town.package.number in get(as_mali, name, town.package.pk, language=language)


@pytest.mark.parametrize("name", ["receive", "spend", "give-back", "move", "withdraw-pledge"])
def test_every_page_of_a_pledge_opens(as_mali, town, name):
    assert town.package.number in get(as_mali, name, town.pledge.pk)


def test_what_is_given_is_no_survey_in_thai(as_mali, town):
    address = reverse("support:package", args=[town.package.pk])
    read = as_mali.get(address, headers={"accept-language": "th"}).content.decode()
    assert "รูปแบบที่ให้" in read
    assert '<th scope="col">แบบสำรวจ' not in read


def test_a_list_is_narrowed_and_an_odd_word_narrows_nothing(as_mali, town):
    number = town.package.number
    assert number in get(as_mali, "packages")
    for query, found in (("state=closed", False), ("kind=house", True), ("kind=nothing", True)):
        text = as_mali.get(f"{reverse('support:packages')}?{query}").content.decode()
        assert (number in text) is found, query
    funder = inside(town, lambda: Funder.objects.get().pk)
    assert number in as_mali.get(f"{reverse('support:packages')}?funder={funder}").content.decode()


def test_opening_a_package_is_a_look_at_the_person(as_mali, town):
    get(as_mali, "package", town.package.pk)
    lines = inside(town, lambda: list(journal.lines_about(town.package.about_id)))
    assert lines[0].event == "people.viewed"


def test_a_package_is_proposed_from_a_need_that_waits(town, client):
    sign_in(client, town.mali)
    need = inside(town, lambda: a_need(town, kind="no-food", person=town.package.person))
    said = {"kind": "food", "words": "ข้าวสาร", "kind_1": "goods", "words_1": "ข้าว", "amount_1": "1,200"}
    answer = post(client, "propose-package", need.pk, **said)
    made = inside(town, lambda: Package.objects.get(kind="food"))
    assert answer.headers["Location"] == reverse("support:package", args=[made.pk])
    assert inside(town, lambda: made.lines.get().amount) == 120_000


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"kind_1": "goods"},
        {"amount_1": "5"},
        {"kind_1": "goods", "amount_1": "ห้าร้อย"},
    ],
)
def test_a_proposal_that_is_not_whole_keeps_what_was_typed(as_mali, town, said):
    need = inside(town, lambda: a_need(town, kind="no-food", person=town.package.person))
    answer = post(as_mali, "propose-package", need.pk, kind="food", words="ข้าวสารหนึ่งถุง", **said)
    assert answer.status_code == 422 and "ข้าวสารหนึ่งถุง" in answer.content.decode()


def test_another_person_approves_on_the_page(town, client):
    with within(town.municipality):
        fresh = a_package(town, a_need(town), approved=False)
    sign_in(client, town.mali)
    assert (
        "approve"
        not in get(client, "package", fresh.pk, language="en").split("<h2")[0].split("action=")[-1][:40]
    )
    post(client, "approve-package", fresh.pk)
    assert inside(town, lambda: Package.objects.get(pk=fresh.pk).state) == "proposed"
    sign_in(client, town.prasit)
    post(client, "approve-package", fresh.pk)
    assert inside(town, lambda: Package.objects.get(pk=fresh.pk).state) == "approved"


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ({"form": "money", "amount": "2,000"}, True),
        ({"form": "labour", "hours": "8"}, True),
        ({"form": "money"}, False),
        ({"form": "labour"}, False),
        ({"form": "money", "amount": "-5"}, False),
    ],
)
def test_a_pledge_is_typed(as_mali, town, said, fits):
    funder = inside(town, lambda: Funder.objects.get().pk)
    answer = post(as_mali, "pledge", town.package.pk, funder=funder, **said)
    assert answer.status_code == (302 if fits else 422)
    assert inside(town, lambda: Pledge.objects.count()) == (2 if fits else 1)


def test_a_bill_is_uploaded_with_what_was_spent(as_mali, town):
    bill = SimpleUploadedFile("bill.jpg", picture())
    said = {**DAY, "amount": "1,500.25", "payee": "ร้านค้า", "paper": bill, "document": "B-1"}
    assert post(as_mali, "spend", town.pledge.pk, **said).status_code == 302
    spent = inside(town, lambda: Movement.objects.get(kind="spent"))
    assert spent.amount == 150_025
    paper = inside(town, lambda: Paper.objects.get())
    answer = as_mali.get(reverse("support:paper", args=[paper.pk]))
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ร้านค้า" in get(as_mali, "package", town.package.pk)


def test_what_is_refused_says_why_on_the_page(as_mali, town):
    answer = post(as_mali, "spend", town.pledge.pk, **DAY, amount="9,999", payee="ร้านค้า")
    assert answer.status_code == 422
    assert "There is not so much left of this" in answer.content.decode()


def test_hours_that_were_worked_are_typed(as_mali, town):
    funder = inside(town, lambda: Funder.objects.get().pk)
    post(as_mali, "pledge", town.package.pk, funder=funder, form="labour", hours="8")
    promised = inside(town, lambda: Pledge.objects.get(form="labour"))
    assert "worked" in get(as_mali, "work", promised.pk, language="en")
    said = {**DAY, "hours": "6", "payee": "ช่างคำ", "words": "มุงหลังคา"}
    assert post(as_mali, "work", promised.pk, **said).status_code == 302
    worked = inside(town, lambda: Movement.objects.filter(pledge=promised))
    assert inside(town, lambda: {one.hours for one in worked}) == {6}


def test_a_move_that_makes_no_sense_is_no_page(as_mali, town):
    assert as_mali.get(reverse("support:work", args=[town.pledge.pk])).status_code == 404


def test_a_file_that_is_too_large_is_refused(as_mali, town):
    bill = SimpleUploadedFile("bill.jpg", picture() + bytes(LARGEST))
    answer = post(as_mali, "receive", town.pledge.pk, **DAY, amount="5", paper=bill)
    assert answer.status_code == 422 and "20 MB" in answer.content.decode()


def test_a_hand_over_is_signed_on_the_screen(as_mali, town):
    photo = SimpleUploadedFile("photo.jpg", picture())
    said = {**DAY, "received_by": "คำปัน", "photograph": photo, "drawn": PNG}
    assert post(as_mali, "hand-over", town.package.pk, **said).status_code == 302
    kinds = inside(town, lambda: sorted(Paper.objects.values_list("kind", flat=True)))
    assert kinds == ["drawn", "photograph"]


@pytest.mark.parametrize("drawn", ["", "data:text/html;base64,PHA+", "data:image/png;base64,!!"])
def test_what_is_no_drawing_is_no_signature(as_mali, town, drawn):
    said = {**DAY, "received_by": "คำปัน", "without_photograph": "ไม่ประสงค์", "drawn": drawn}
    answer = post(as_mali, "hand-over", town.package.pk, **said)
    assert answer.status_code == 422 and "sign on the screen" in answer.content.decode()


def test_a_package_is_closed_with_the_word_that_the_need_is_met(as_mali, town):
    with within(town.municipality):
        actions.spend(town.pledge, Slip(TODAY, 500_000), by=town.mali, at=timezone.now())
        handed_over(town, town.package)
    answer = post(as_mali, "close-package", town.package.pk, met="yes", because="ไปดูแล้ว")
    assert answer.status_code == 302
    found = inside(town, lambda: Package.objects.select_related("need").get(pk=town.package.pk))
    assert (found.state, found.need.state) == ("closed", "met")


def test_a_mistake_is_taken_back_with_a_reason(as_mali, town):
    line = inside(town, lambda: Movement.objects.get())
    assert post(as_mali, "undo-movement", line.pk, because="").status_code == 422
    assert post(as_mali, "undo-movement", line.pk, because="พิมพ์ผิด").status_code == 302
    assert "พิมพ์ผิด" in get(as_mali, "package", town.package.pk)


def test_the_sheet_says_the_sum_in_words_and_hides_who_wants_no_thanks(as_mali, town):
    with within(town.municipality):
        shy = a_funder(town, "ผู้บริจาคลับ", "donor")
        Funder.objects.filter(pk=shy.pk).update(is_anonymous=True)
        a_pledge(town, town.package, amount=100, funder=shy)
    text = get(as_mali, "acceptance-sheet", town.package.pk)
    assert "บาทถ้วน" in text and "ผู้บริจาคลับ" not in text


def test_a_letter_of_thanks_names_nobody_who_was_helped(as_mali, town):
    funder = inside(town, lambda: Funder.objects.get().pk)
    text = get(as_mali, "funder-letter", funder)
    assert "คำปัน" not in text and town.package.number not in text
    assert "5,000" in text


def test_a_funder_is_added_and_changed(as_mali, town):
    said = {
        "name": "มูลนิธิน้ำใจ",
        "kind": "foundation",
        "since_day": "1",
        "since_month": "1",
        "since_year": "2560",
    }
    assert post(as_mali, "funder-new", **said).status_code == 302
    assert post(as_mali, "funder-new", **said).status_code == 422, "the same name twice"
    key = inside(town, lambda: Funder.objects.get(name="มูลนิธิน้ำใจ").pk)
    ended = said | {"until_day": "1", "until_month": "1", "until_year": "2559"}
    assert post(as_mali, "funder-change", key, **ended).status_code == 422
    assert post(as_mali, "funder-change", key, **said, notes="โทรก่อน").status_code == 302
    assert "โทรก่อน" in get(as_mali, "funder", key)


def test_an_appeal_that_tells_shows_what_it_tells_and_keeps_the_text(as_mali, town):
    answer = post(as_mali, "propose-appeal", town.package.pk, title="หลังคา", text="ช่วยคำปันด้วย")
    text = answer.content.decode()
    assert answer.status_code == 422 and "<strong>คำปัน</strong>" in text and "ช่วยคำปันด้วย" in text


def test_an_appeal_goes_by_two_people_on_the_pages(town, client):
    with within(town.municipality):
        Person.objects.bulk_create(
            Person(given_name=f"ชาวบ้าน{n}", sort_key=str(n), known_from=TODAY) for n in range(20)
        )
    sign_in(client, town.mali)
    post(client, "propose-appeal", town.package.pk, title="หลังคา", text="ขอหลังคา")
    appeal = inside(town, lambda: Appeal.objects.get())
    assert 'name="outcome"' not in get(client, "appeal", appeal.pk)
    sign_in(client, town.prasit)
    assert post(client, "appeal", appeal.pk, outcome="decline").status_code == 422
    assert post(client, "appeal", appeal.pk, outcome="approve").status_code == 302
    assert inside(town, lambda: Appeal.objects.get().state) == "approved"
    assert post(client, "withdraw-appeal", appeal.pk, because="ขอหยุด").status_code == 302
    assert inside(town, lambda: Appeal.objects.get().state) == "withdrawn"


@pytest.mark.parametrize("name", ["boonsri", "nok", "kham", "wipa", "anan", "dao"])
def test_nobody_else_comes_in(town, client, name):
    sign_in(client, getattr(town, name))
    for address in ("packages", "funders", "appeals", "offers"):
        assert client.get(reverse(f"support:{address}")).status_code == 403
    assert client.get(reverse("support:package", args=[town.package.pk])).status_code == 403


def test_an_upload_lies_on_no_disk_in_clear(as_mali, town, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    large = io.BytesIO()
    large.write(picture() + b"0" * 4_000_000)
    said = {**DAY, "amount": "5", "paper": SimpleUploadedFile("p.jpg", large.getvalue())}
    assert post(as_mali, "receive", town.pledge.pk, **said).status_code == 302
    assert list(tmp_path.iterdir()) == []
