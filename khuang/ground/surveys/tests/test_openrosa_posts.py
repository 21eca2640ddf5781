"""Conformance, what phones send: every line of the checklist, over real HTTP with real commits."""

import io
import threading
import time

import pytest
from PIL import Image

from conftest import NOW
from khuang.ground.municipalities import media_files
from khuang.ground.surveys import actions
from khuang.ground.surveys.models import Attention, Submission, SubmissionMedia
from khuang.ground.surveys.tests.phones import BOUNDARY, Phone, fresh_id, multipart
from khuang.ground.surveys.tests.sample_forms import INSTANCE_ID, house_submission
from khuang.ground.surveys.tests.test_rules_instances import BOMB, READS_A_FILE

THAI_NAME = "รูปบ้านเลขที่ ๑๒.jpg"


def photograph(colour="green"):
    written = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(written, "JPEG")
    return written.getvalue()


def stored(field):
    with field.within():
        return list(Submission.objects.order_by("received_at").select_related("version"))


def kinds(field):
    with field.within():
        return sorted(Attention.objects.values_list("kind", flat=True))


def files(field):
    with field.within():
        return {media.name: media.kind for media in SubmissionMedia.objects.all()}


def edited(parent, child=None, **changes):
    xml = house_submission(instance_id=child or fresh_id(), **changes)
    return xml.replace(
        b"<orx:instanceID>", f"<orx:deprecatedID>{parent}</orx:deprecatedID><orx:instanceID>".encode()
    )


def test_a_new_survey_is_201_with_thai_words_and_every_header(field):
    answer = field.phone.send(house_submission())
    assert answer.status == 201
    assert answer.message == "ได้รับแล้ว ขอบคุณ"
    assert answer.headers["Content-Type"].startswith("text/xml")
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert answer.headers["X-OpenRosa-Accept-Content-Length"] == "100000000"
    assert answer.headers["Date"]


def test_a_survey_is_kept_byte_for_byte_with_what_is_known_of_its_sending(field):
    field.phone.send(house_submission())
    (submission,) = stored(field)
    with field.within():
        assert Submission.objects.get(pk=submission.pk).raw == house_submission()
    assert submission.instance_id == INSTANCE_ID
    assert submission.device_id == field.device.pk
    assert submission.phone_id == "collect:x"
    assert submission.version == field.version
    assert submission.files == ["1700000000.jpg"]
    assert submission.started_at.isoformat() == "2026-11-23T02:00:00+00:00"


def test_the_same_bytes_again_are_accepted_and_stored_once(field):
    assert [field.phone.send(house_submission()).status for _ in range(3)] == [201, 201, 201]
    assert len(stored(field)) == 1


def test_other_bytes_under_the_same_number_are_409_and_change_nothing(field):
    field.phone.send(house_submission())
    answer = field.phone.send(house_submission(point="18.3 99.5 0 5"))
    assert answer.status == 409
    assert answer.message
    with field.within():
        assert Submission.objects.get().raw == house_submission()


def test_the_xml_first_then_photographs_each_again_and_once_more(field):
    field.phone.send(house_submission())
    assert field.phone.send_files(house_submission(), {"1700000000.jpg": photograph()}).status == 201
    assert field.phone.send_files(house_submission(), {"1700000000.jpg": photograph()}).status == 201
    assert field.phone.send_files(house_submission(), {THAI_NAME: photograph("red")}).status == 201
    assert files(field) == {"1700000000.jpg": "photo", THAI_NAME: "photo"}
    assert kinds(field) == []


def test_the_first_of_two_files_of_one_name_stays_and_somebody_is_told(field):
    field.phone.send_files(house_submission(), {"1700000000.jpg": photograph()})
    assert field.phone.send_files(house_submission(), {"1700000000.jpg": photograph("red")}).status == 201
    with field.within():
        media = SubmissionMedia.objects.get()
        assert b"".join(media_files.read(media.pk)) == photograph()
    assert kinds(field) == ["file-differs"]


def test_two_files_of_the_same_contents_are_both_kept(field):
    field.phone.send_files(house_submission(), {"a.jpg": photograph(), "b.jpg": photograph()})
    assert set(files(field)) == {"a.jpg", "b.jpg"}


def test_files_that_nobody_asked_for_are_kept(field):
    answer = field.phone.send_files(house_submission(), {"audit.csv": b"event,node\n", "other.bin": b"\x00"})
    assert answer.status == 201
    assert set(files(field)) == {"audit.csv", "other.bin"}


def test_a_photograph_that_is_none_is_kept_and_somebody_is_told(field):
    assert field.phone.send_files(house_submission(), {"1700000000.jpg": b"<html>"}).status == 201
    assert files(field) == {"1700000000.jpg": "other"}
    assert kinds(field) == ["not-a-photo"]
    assert stored(field)[0].state == "needs-attention"


def test_a_file_name_never_leads_out_of_its_folder(field):
    field.phone.send_files(house_submission(), {"../../etc/passwd": b"x", "..\\..\\boot.ini": b"x"})
    assert set(files(field)) == {"passwd", "boot.ini"}


def test_an_unknown_form_is_404(field):
    answer = field.phone.send(house_submission().replace(b'id="house"', b'id="nobody"'))
    assert (answer.status, bool(answer.message)) == (404, True)


def test_an_unknown_version_is_kept_aside_with_202(field):
    answer = field.phone.send(house_submission(version="1999"))
    assert answer.status == 202
    assert field.phone.send(house_submission(version="1999")).status == 202
    (submission,) = stored(field)
    assert (submission.state, submission.version, submission.version_told) == ("quarantined", None, "1999")
    assert kinds(field) == ["unknown-version"]


@pytest.mark.parametrize(
    ("xml", "status"),
    [
        (b"", 400),
        (b"   ", 400),
        (b"<!DOCTYPE html><html></html>", 400),
        (house_submission()[:300], 400),
        (b"no xml", 400),
        (BOMB, 400),
        (READS_A_FILE, 400),
        (b"<data id='house'>" + b" " * 6_000_000 + b"</data>", 413),
    ],
)
def test_each_bad_survey_is_named_in_thai_and_nothing_is_stored(field, xml, status):
    begun = time.monotonic()
    answer = field.phone.send(xml)
    assert answer.status == status
    assert any("ก" <= letter <= "๙" for letter in answer.message)
    assert time.monotonic() - begun < 5
    assert stored(field) == []


def test_what_is_no_multipart_is_refused(field):
    path = field.phone.base + "/submission"
    assert field.phone.ask("POST", path, house_submission(), Content_Type="text/xml").status == 400
    assert (
        field.phone.ask("POST", path, b"", Content_Type=f"multipart/form-data; boundary={BOUNDARY}").status
        == 400
    )
    half = multipart(house_submission())[:-300]
    cut = field.phone.ask("POST", path, half, Content_Type=f"multipart/form-data; boundary={BOUNDARY}")
    assert cut.status in (400, 201)
    broken = field.phone.ask("POST", path, half, Content_Type="multipart/form-data")
    assert broken.status == 400


def test_a_client_without_the_version_header_is_served(field):
    body, kind = multipart(house_submission()), f"multipart/form-data; boundary={BOUNDARY}"
    answer = field.phone.ask(
        "POST", field.phone.base + "/submission", body, Content_Type=kind, X_OpenRosa_Version=""
    )
    assert answer.status == 201


def test_a_hundred_megabytes_are_refused_before_they_are_read(field):
    answer = field.phone.ask(
        "POST",
        field.phone.base + "/submission",
        b"x",
        Content_Type=f"multipart/form-data; boundary={BOUNDARY}",
        Content_Length="100000001",
    )
    assert answer.status == 413
    assert "100" in answer.message


@pytest.mark.parametrize("token", ["fah-sai.wrong", "nowhere.wrong", "wrong", "fah-sai."])
def test_a_wrong_token_is_403_everywhere(field, token):
    stranger = Phone(field.origin, token)
    assert stranger.send(house_submission()).status == 403
    assert stranger.get("/formList").status == 403
    assert stranger.ask("HEAD", stranger.base + "/submission").status == 403


def test_a_revoked_token_is_403_at_once(field):
    with field.within():
        actions.revoke_device(field.device, by=field.cast.prasit, at=NOW)
    assert field.phone.send(house_submission()).status == 403
    assert field.phone.get("/formList").status == 403


def test_a_holder_whose_role_ended_is_refused_at_once(field):
    from khuang.ground.accounts import actions as accounts
    from khuang.ground.accounts.models import RoleAssignment

    with field.within():
        accounts.end_role(RoleAssignment.objects.get(account=field.cast.nok), by=field.cast.prasit, at=NOW)
    assert field.phone.send(house_submission()).status == 403


def at_once(sends):
    """Run every send at the same moment and give the statuses."""
    statuses, barrier = [], threading.Barrier(len(sends))

    def run(send):
        barrier.wait()
        statuses.append(send().status)

    threads = [threading.Thread(target=run, args=(send,)) for send in sends]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


def test_eight_identical_posts_at_once_are_all_accepted(field):
    statuses = at_once([lambda: field.phone.send(house_submission())] * 8)
    assert set(statuses) <= {201, 202}
    assert len(stored(field)) == 1


def test_four_different_bodies_under_one_number_give_one_201_and_three_409(field):
    bodies = [house_submission(point=f"18.2 99.4 {height} 5") for height in range(4)]
    sends = [lambda body=body: field.phone.send(body) for body in bodies]
    assert at_once(sends) == [201, 409, 409, 409]
    assert len(stored(field)) == 1


def test_a_correction_is_a_new_version_and_the_old_one_is_kept(field):
    field.phone.send(house_submission())
    assert field.phone.send(edited(INSTANCE_ID, point="18.3 99.5 0 5")).status == 201
    first, second = stored(field)
    assert first.superseded_by_id == second.pk
    assert second.deprecated_id == INSTANCE_ID


def test_a_correction_of_what_was_corrected_is_409_and_of_the_unknown_404(field):
    field.phone.send(house_submission())
    assert field.phone.send(edited(INSTANCE_ID)).status == 201
    assert field.phone.send(edited(INSTANCE_ID)).status == 409
    assert field.phone.send(edited(fresh_id())).status == 404
    assert len(stored(field)) == 2


def test_two_corrections_at_once_give_one_successor(field):
    field.phone.send(house_submission())
    bodies = [edited(INSTANCE_ID), edited(INSTANCE_ID)]
    assert at_once([lambda body=body: field.phone.send(body) for body in bodies]) == [201, 409]


def test_a_survey_without_a_number_is_known_by_its_bytes(field):
    xml = house_submission().replace(f"<orx:instanceID>{INSTANCE_ID}</orx:instanceID>".encode(), b"")
    assert [field.phone.send(xml).status for _ in range(2)] == [201, 201]
    assert stored(field)[0].instance_id.startswith("sha256:")
    assert len(stored(field)) == 1


def test_a_late_version_comes_in_for_ninety_days_and_then_waits_aside(field, settings):
    import datetime

    with field.within():
        field.version.refresh_from_db()
        actions.retire(field.version, by=field.cast.prasit, at=NOW)
    assert field.phone.get("/formList").body.count(b"<xform>") == 0
    assert field.phone.send(house_submission()).status == 201
    with field.within():
        field.version.retired_at = NOW - datetime.timedelta(days=2000)
        field.version.published_at = NOW - datetime.timedelta(days=3000)
        field.version.save(update_fields=["retired_at", "published_at"])
    assert field.phone.send(house_submission(instance_id=fresh_id())).status == 202


def test_an_entity_with_a_bad_identifier_is_shown_not_dropped(field):
    from khuang.ground.surveys.tests.sample_forms import SECOND_ID, member

    bad = member("33333333-3333-1333-8333-333333333333", "ก") + member(SECOND_ID, "ข")
    assert field.phone.send(house_submission(members=bad)).status == 201
    assert kinds(field) == ["refused-entity"]


def test_a_phone_was_seen(field):
    field.phone.send(house_submission())
    with field.within():
        field.device.refresh_from_db()
    assert field.device.last_seen is not None


def test_a_large_photograph_leaves_nothing_in_the_folder_for_temporary_files(field, tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    large = photograph() + b"\x00" * 5_000_000
    assert field.phone.send_files(house_submission(), {"1700000000.jpg": large}).status == 201
    assert list(tmp_path.iterdir()) == []
    with field.within():
        media = SubmissionMedia.objects.get()
        assert (media.size, media.kind) == (len(large), "photo")
        assert b"".join(media_files.read(media.pk)) == large
