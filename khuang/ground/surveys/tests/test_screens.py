"""The screens of forms, devices and submissions: who sees what, and what is said."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from conftest import NOW
from conftest import sign_in as enter
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.ground.surveys import actions
from khuang.ground.surveys.actions.media import Arrived, copy_photographs_without_place, without_place
from khuang.ground.surveys.models import Attention, Device, FormVersion, Submission
from khuang.ground.surveys.rules.phone_settings import token_hash
from khuang.ground.surveys.tests.sample_forms import (
    FIRST_ID,
    HOME_ID,
    SECOND_ID,
    house_submission,
    house_workbook,
    member,
)


def photograph_with_place():
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[2] = (18.0, 12.0, 0.0)
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(written, "JPEG", exif=exif)
    return written.getvalue()


@pytest.fixture
def sent(cast):
    """One survey with a photograph, sent by Nok's phone."""
    with within(cast.municipality):
        version = actions.upload_form(house_workbook(), by=cast.prasit, at=NOW)
        actions.publish(version, by=cast.prasit, at=NOW)
        device, _ = actions.register_device(cast.nok, "โทรศัพท์", by=cast.prasit, at=NOW)
        files = (Arrived("1700000000.jpg", io.BytesIO(photograph_with_place())),)
        parcel = actions.Parcel(xml=house_submission(), files=files)
        return actions.receive(parcel, by=device, at=NOW).submission


@pytest.fixture
def as_(client):
    """Sign in as one of the cast."""

    def sign_in(account, language="en"):
        enter(client, account)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        return client

    return sign_in


def upload(client, content, name="form.xlsx"):
    return client.post("/desk/forms/upload/", {"workbook": SimpleUploadedFile(name, content)})


def test_a_form_is_uploaded_published_and_retired(cast, as_):
    client = as_(cast.prasit)
    answer = upload(client, house_workbook())
    assert answer.status_code == 302
    assert b"No problems were found." in client.get(answer.url).content
    for step, state in (("publish", "published"), ("retire", "retired"), ("publish", "published")):
        client.post(f"{answer.url}{step}/")
        with within(cast.municipality):
            assert FormVersion.objects.get().state == state
    assert client.get(f"{answer.url}workbook/").content == house_workbook()
    assert "สำรวจบ้าน" in client.get("/desk/forms/").content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "no form_id"), ("th", "แบบสำรวจไม่มี form_id")])
def test_a_bad_form_is_refused_with_every_problem_and_its_cell(cast, as_, language, words):
    bad = house_workbook(form_id="", questions=({"type": "date", "name": "ก", "label": "- x"},))
    answer = upload(as_(cast.prasit, language), bad)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "settings!" in text and "survey!" in text
    with within(cast.municipality):
        assert not FormVersion.objects.exists()


def test_what_is_no_workbook_is_refused_in_words(cast, as_):
    answer = upload(as_(cast.prasit), b"not a workbook")
    assert (answer.status_code, "not an Excel workbook" in answer.content.decode()) == (422, True)


def test_the_same_version_with_other_contents_is_refused(cast, inside):
    version = actions.upload_form(house_workbook(), by=cast.prasit, at=NOW)
    actions.publish(version, by=cast.prasit, at=NOW)
    assert actions.upload_form(house_workbook(), by=cast.prasit, at=NOW) == version
    from khuang.ground.surveys.rules.problems import FormRefused

    with pytest.raises(FormRefused) as refused:
        question = {"type": "text", "name": "more", "label": "อีก"}
        actions.upload_form(house_workbook(questions=(question,)), by=cast.prasit, at=NOW)
    assert refused.value.findings[0].code == "version-taken"


def test_a_draft_is_replaced_by_a_corrected_upload_of_its_version(cast, inside):
    look = {"type": "note", "name": "look", "label": "ดู", "media::image": "map.png"}
    draft = actions.upload_form(house_workbook(questions=(look,)), by=cast.prasit, at=NOW)
    actions.attach_media(draft, "map.png", b"x", by=cast.prasit, at=NOW)
    corrected = house_workbook(questions=(look | {"label": "ดูแผนที่"},))
    version = actions.upload_form(corrected, by=cast.prasit, at=NOW)
    assert (bytes(version.xlsx), version.state) == (corrected, "draft")
    assert [media.name for media in version.media.all()] == ["map.png"]
    assert FormVersion.objects.count() == 1
    without = actions.upload_form(house_workbook(), by=cast.prasit, at=NOW)
    assert not without.media.exists()


def test_a_form_that_lacks_a_file_is_not_published(cast, inside):
    from khuang.ground.surveys.rules.problems import FormRefused

    question = {"type": "note", "name": "look", "label": "ดู", "media::image": "map.png"}
    version = actions.upload_form(house_workbook(questions=(question,)), by=cast.prasit, at=NOW)
    with pytest.raises(FormRefused):
        actions.publish(version, by=cast.prasit, at=NOW)
    actions.attach_media(version, "map.png", b"x", by=cast.prasit, at=NOW)
    actions.publish(version, by=cast.prasit, at=NOW)


def test_a_device_shows_its_code_once_and_the_token_is_kept_nowhere(cast, as_):
    client = as_(cast.prasit)
    answer = client.post("/desk/devices/new/", {"holder": cast.nok.pk, "label": "โทรศัพท์ของนก"})
    text = answer.content.decode()
    token = text.partition("/or/key/")[2].partition("<")[0].strip()
    assert "data:image/svg+xml" in text
    assert token.startswith("fah-sai.") and len(token) > 50
    with within(cast.municipality):
        assert Device.objects.get().token_hash == token_hash(token)
    assert token not in client.get("/desk/devices/").content.decode()


def test_only_who_may_send_surveys_can_carry_a_device(cast, as_):
    answer = as_(cast.prasit).post("/desk/devices/new/", {"holder": cast.dao.pk, "label": "x"})
    assert answer.status_code == 422


def test_a_device_is_revoked_after_asking(cast, as_, sent):
    client, address = as_(cast.prasit), f"/desk/devices/{sent.device_id}/revoke/"
    assert client.get(address).status_code == 200
    client.post(address)
    with within(cast.municipality):
        assert Device.objects.get().revoked_at is not None


def test_answers_are_shown_in_words_and_looking_is_in_the_journal(cast, as_, sent):
    answer = as_(cast.mali).get(f"/desk/submissions/{sent.pk}/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "12/3" in text and "บุญศรี" in text and "หญิง" in text
    with within(cast.municipality):
        entry = Entry.objects.get(event="surveys.submission-looked-at")
        assert entry.by_id == cast.mali.pk
        assert set(entry.references["also"]) == {HOME_ID, FIRST_ID, SECOND_ID}


def test_a_researcher_sees_what_she_sent_and_another_nothing(cast, as_, sent):
    from khuang.ground.accounts import actions as accounts
    from khuang.ground.journal.actions import SYSTEM

    with within(cast.municipality):
        accounts.give_role(
            cast.dao, "researcher", held_at="village", village=cast.villages[1], by=SYSTEM, at=NOW
        )
    address = f"/desk/submissions/{sent.pk}/"
    assert as_(cast.nok).get(address).status_code == 200
    assert as_(cast.dao).get(address).status_code == 404
    assert str(sent.pk) not in as_(cast.dao).get("/desk/submissions/").content.decode()


def test_the_list_is_filtered(cast, as_, sent):
    client = as_(cast.mali)
    assert str(sent.pk) in client.get("/desk/submissions/?state=processed").content.decode()
    assert str(sent.pk) not in client.get("/desk/submissions/?state=quarantined").content.decode()


def test_a_copy_without_the_place_is_what_others_see(cast, as_, sent):
    with within(cast.municipality):
        media = sent.media.get()
    address = f"/desk/submissions/{sent.pk}/files/{media.pk}/"
    original = b"".join(as_(cast.mali).get(address).streaming_content)
    assert original == photograph_with_place()
    assert as_(cast.nok).get(address).status_code == 404
    with within(cast.municipality):
        copy_photographs_without_place(Entry.objects.get(event="survey.photographed"))
    copy = b"".join(as_(cast.nok).get(address).streaming_content)
    assert b"PhoneMaker" in original and b"PhoneMaker" not in copy
    assert not Image.open(io.BytesIO(copy)).getexif()


def test_without_place_keeps_the_picture_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(written, "JPEG", exif=exif)
    assert Image.open(io.BytesIO(without_place(written.getvalue()))).size == (30, 40)


def test_what_was_set_aside_is_taken_in_once_its_version_is_known(cast, as_, sent):
    with within(cast.municipality):
        parcel = actions.Parcel(xml=house_submission(instance_id="uuid:late", version="2"))
        late = actions.receive(parcel, by=sent.device, at=NOW).submission
        assert late.state == "quarantined"
    client, address = as_(cast.prasit), f"/desk/submissions/{late.pk}/"
    assert b"Upload and publish version 2 of this form" in client.get(address).content
    client.post(f"{address}release/")
    with within(cast.municipality):
        assert Submission.objects.get(pk=late.pk).state == "quarantined"
        version = actions.upload_form(house_workbook(version="2"), by=cast.prasit, at=NOW)
        actions.publish(version, by=cast.prasit, at=NOW)
    assert client.get(address).status_code == 200
    client.post(f"{address}release/")
    with within(cast.municipality):
        assert Submission.objects.get(pk=late.pk).state != "quarantined"
        assert not Attention.objects.filter(settled_at=None, kind="unknown-version").exists()


def test_what_is_set_aside_stays_on_the_list_until_it_is_taken_in(cast, as_, sent):
    with within(cast.municipality):
        parcel = actions.Parcel(xml=house_submission(instance_id="uuid:late", version="2"))
        late = actions.receive(parcel, by=sent.device, at=NOW).submission
        attention = late.attentions.get()
    client = as_(cast.nok)
    text = client.get(f"/desk/submissions/{late.pk}/").content.decode()
    assert "ask somebody who may publish" in text and "I have dealt with it" not in text
    address = f"/desk/submissions/attention/{attention.pk}/settle/"
    assert client.post(address).status_code == 403
    with within(cast.municipality):
        assert Attention.objects.get(pk=attention.pk).settled_at is None


def test_a_survey_leads_to_the_pages_that_the_reader_may_open(cast, as_, sent):
    address = f"/desk/submissions/{sent.pk}/"
    text = as_(cast.mali).get(address).content.decode()
    assert f'href="/desk/people/{FIRST_ID}/"' in text and f'href="/desk/households/{HOME_ID}/"' in text
    assert f'href="/desk/people/{FIRST_ID}/"' not in as_(cast.nok).get(address).content.decode()


def test_somebody_without_a_name_is_headed_in_the_readers_language(cast, as_, sent):
    with within(cast.municipality):
        nobody = house_submission(instance_id="uuid:nobody", members=member(FIRST_ID, ""))
        unnamed = actions.receive(actions.Parcel(xml=nobody), by=sent.device, at=NOW).submission
    text = as_(cast.mali, "th").get(f"/desk/submissions/{unnamed.pk}/").content.decode()
    assert "ไม่ได้ระบุชื่อ" in text and ">person<" not in text


def test_an_attention_is_shown_and_settled(cast, as_, sent):
    with within(cast.municipality):
        attention = Attention.objects.create(submission=sent, kind="file-differs", raised_at=NOW)
    client = as_(cast.mali)
    assert b"came twice" in client.get("/desk/submissions/attention/").content
    client.post(f"/desk/submissions/attention/{attention.pk}/settle/")
    with within(cast.municipality):
        assert Attention.objects.get(pk=attention.pk).settled_by_id == cast.mali.pk
