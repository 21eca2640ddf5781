"""What browsers kept sealed and send later: opened, taken in once, from nobody else."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from conftest import NOW, sign_in
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts import phone_cookie
from khuang.ground.accounts.models import RememberedPhone
from khuang.ground.municipalities.context import current
from khuang.ground.surveys import actions, offline, reads, senders
from khuang.ground.surveys.actions.browsers import bound
from khuang.ground.surveys.models import Device, EnvelopeKey, Submission, SubmissionMedia
from khuang.ground.surveys.tests.sample_forms import INSTANCE_ID, house_submission
from khuang.ground.surveys.tests.test_openrosa_posts import photograph
from khuang.lib.envelopes import close

SEND = "/offline/send/"
PIN = "271593"


@pytest.fixture
def key(house_form):
    return actions.envelope_key(at=NOW)


@pytest.fixture
def nok(cast, key):
    return sign_in(Client(), cast.nok)


@pytest.fixture
def phone(cast, key):
    """Boonsri's remembered phone; whoever opens it finds no session."""
    token = accounts.hand_link(cast.boonsri, by=cast.prasit, at=timezone.now())
    known, kept = accounts.remember_phone(token, PIN, device="Android, Chrome", at=timezone.now())
    browser = Client()
    browser.cookies[phone_cookie.NAME] = kept
    browser.known = known
    return browser


def sealed(key, xml, files=(), *, instance=INSTANCE_ID, **also):
    """Write the body as static/surveys/sending.js does."""
    envelope = close(xml, bytes(key.public), bound(instance))
    return {
        "key": str(key.pk),
        "instance": instance,
        "survey": SimpleUploadedFile("survey", envelope),
        "file": [
            SimpleUploadedFile(name, close(content, bytes(key.public), bound(instance, name)))
            for name, content in dict(files).items()
        ],
        **also,
    }


def send(browser, body):
    return browser.post(SEND, body, headers={"X-Khuang-Queue": "1"})


def test_a_sealed_survey_is_opened_and_taken_in(cast, key, nok):
    answer = send(nok, sealed(key, house_submission(), {"house.jpg": photograph()}))
    assert answer.status_code == 201
    assert answer.json()["sentence"] == "ได้รับแล้ว ขอบคุณ"
    one = Submission.objects.get()
    assert (bytes(one.raw), one.device.holder, one.state) == (house_submission(), cast.nok, "processed")
    assert SubmissionMedia.objects.get().name == "house.jpg"


def test_what_is_sent_again_changes_nothing(key, nok):
    bodies = [sealed(key, house_submission()) for _ in range(3)]
    assert [send(nok, body).status_code for body in bodies] == [201, 201, 201]
    assert Submission.objects.count() == 1
    assert Device.objects.filter(in_browser=True).count() == 1


def test_a_file_that_found_no_room_comes_later(key, nok):
    send(nok, sealed(key, house_submission()))
    assert send(nok, sealed(key, house_submission(), {"house.jpg": photograph()})).status_code == 201
    assert SubmissionMedia.objects.count() == 1


def test_other_answers_under_the_same_number_are_refused_and_change_nothing(key, nok):
    send(nok, sealed(key, house_submission()))
    assert send(nok, sealed(key, house_submission(point="18.3 99.4 250 6.5"))).status_code == 409
    assert Submission.objects.count() == 1


def test_a_known_phone_sends_without_a_session(cast, key, phone, monkeypatch):
    monkeypatch.setitem(senders._plugged, "house", "visits.round")
    assert send(phone, sealed(key, house_submission())).status_code == 201
    assert Submission.objects.get().device.holder == cast.boonsri


def test_a_revoked_phone_is_told_that_it_is_gone(cast, key, phone):
    accounts.revoke_phone(phone.known, by=cast.prasit, at=timezone.now())
    answer = send(phone, sealed(key, house_submission()))
    assert answer.status_code == 410
    assert "ขอลิงก์ใหม่" in answer.json()["sentence"]
    assert not Submission.objects.exists()


def test_a_stranger_is_asked_to_sign_in(key):
    assert send(Client(), sealed(key, house_submission())).status_code == 401


def test_a_form_needs_its_permission(cast, key, nok, monkeypatch):
    monkeypatch.setitem(senders._plugged, "house", "visits.paper")
    answer = send(nok, sealed(key, house_submission()))
    assert answer.status_code == 403
    assert not Submission.objects.exists()


def test_nobody_sends_what_somebody_else_filled_in(cast, key, nok):
    answer = send(nok, sealed(key, house_submission(), account=str(cast.boonsri.pk)))
    assert answer.status_code == 403
    assert send(nok, sealed(key, house_submission(), account=str(cast.nok.pk))).status_code == 201


def test_a_page_of_somebody_else_cannot_send(key, nok):
    assert nok.post(SEND, sealed(key, house_submission())).status_code == 403


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body | {"instance": "uuid:other"},
        lambda body: body | {"key": "0190b8a0-0000-7000-8000-000000000000"},
        lambda body: body | {"survey": SimpleUploadedFile("survey", b"x" * 200)},
        lambda body: body | {"file": [SimpleUploadedFile("house.jpg", b"short")]},
        lambda body: body | {"key": "no key"},
        lambda body: {name: part for name, part in body.items() if name != "survey"},
    ],
)
def test_what_does_not_open_is_refused_in_words_and_not_stored(key, nok, spoil):
    answer = send(nok, spoil(sealed(key, house_submission())))
    assert answer.status_code == 400
    assert answer.json()["sentence"]
    assert not Submission.objects.exists()


def test_a_photograph_cannot_pass_for_another(key, nok):
    body = sealed(key, house_submission(), {"house.jpg": photograph()})
    body["file"][0].name = "other.jpg"
    assert send(nok, body).status_code == 400


def test_older_keys_still_open(key, nok):
    EnvelopeKey.objects.create(public=b"4" * 65, private=b"1" * 32, made_at=timezone.now())
    assert actions.envelope_key(at=NOW) != key
    assert send(nok, sealed(key, house_submission())).status_code == 201


def test_the_key_is_made_once_and_lies_sealed(cast, inside):
    key = actions.envelope_key(at=NOW)
    assert actions.envelope_key(at=NOW) == key
    assert [line.event for line in current().pending].count("surveys.envelope-key-made") == 1
    assert len(key.private) == 32


def test_browsers_are_not_listed_among_the_devices(key, nok):
    send(nok, sealed(key, house_submission()))
    assert list(reads.devices()) == []


def test_the_answer_tells_the_time(key, nok):
    said = send(nok, sealed(key, house_submission())).json()["now"]
    assert abs((timezone.datetime.fromisoformat(said) - timezone.now()).total_seconds()) < 60


def test_more_than_a_survey_may_weigh_is_refused_unread(key, nok, settings):
    settings.KHUANG_LARGEST_SUBMISSION = 1000
    assert send(nok, sealed(key, house_submission(), {"big.jpg": b"x" * 5000})).status_code == 413


def test_a_worker_names_its_page_and_files_and_changes_with_them():
    offline._written.cache_clear()
    script = offline.worker("/round/", ["ui/map.js"]).content.decode()
    version = re.search(r'"version": "([0-9a-f]{16})"', script)[1]
    assert '"page": "/round/"' in script and "/static/surveys/queue.js" in script
    other = offline.worker("/round/", []).content.decode()
    assert version not in other


def test_a_worker_with_a_misspelt_file_is_noticed():
    with pytest.raises(FileNotFoundError):
        offline.worker("/round/", ["surveys/nothing.js"])


def test_every_file_that_pages_need_is_there():
    assert "const KEPT" in offline.worker("/somewhere/", []).content.decode()


def test_ten_wrong_digits_at_the_door_make_the_phone_unknown_to_the_queue_too(cast, key, phone):
    for _ in range(10):
        accounts.use_pin(RememberedPhone.objects.get(pk=phone.known.pk), "000000", at=timezone.now())
    assert send(phone, sealed(key, house_submission())).status_code == 410


def test_the_disk_being_full_is_said_and_may_be_tried_again(key, nok, monkeypatch, settings, tmp_path):
    (tmp_path / "media").write_text("no folder")
    settings.KHUANG_MEDIA = tmp_path / "media"
    answer = send(nok, sealed(key, house_submission(), {"house.jpg": photograph()}))
    assert answer.status_code == 503


def test_an_empty_photograph_is_kept_as_it_is(key, nok):
    assert send(nok, sealed(key, house_submission(), {"house.jpg": io.BytesIO().read()})).status_code == 201
