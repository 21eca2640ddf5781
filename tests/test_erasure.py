"""A person disappears: registered by a phone, looked at, judged, erased; then the whole disk is searched.

The server under the tests is a real one, so its data folder is searched file by file: tables,
indexes, TOAST, the write-ahead log, its own log; beside it photographs and a dump.
"""

import io
import re
import subprocess
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PIL import Image

from conftest import HOME, NOW, make_cast, make_municipality
from khuang.care.people import actions as people
from khuang.care.people.actions.erasure import approve_erasure, erase_again, propose_erasure
from khuang.care.people.actions.erasure_list import noted, path
from khuang.care.people.actions.imports.reading import bring
from khuang.care.people.models import Change, Dwelling, Erasure, Household, LegalHold, Person
from khuang.care.people.rules.rights import OnHold, SamePerson
from khuang.care.risk.actions import adopt_shipped
from khuang.care.risk.models import KnowledgeBlock
from khuang.ground.journal import reads as journal
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities import media_files
from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import within
from khuang.ground.places.models import Point
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.actions.media import Arrived
from khuang.ground.surveys.actions.receiving import Parcel
from khuang.ground.surveys.models import Submission, SubmissionMedia
from khuang.ground.surveys.rules.xlsx import written
from khuang.lib import embedded_postgres, postgres_programs
from khuang.site.rewriting import rewrite_erased
from tests.rows import Town

SOMSRI, SON, HOME_ID, ALONE, HER_HOME = (str(uuid4()) for _ in range(5))
# Nothing of the kind stands anywhere else.
SEEDED = {
    "given name": "ศรีวิไลลักษณ์ษมา",
    "family name": "ทิพยเนตรนฤมิตรกุล",
    "nickname": "ยายจุ๊บแจงแตงร้าน",
    "number": "3512987410077",
    "phone": "0899912753",
    "note": "ปวดเข่าซ้ายมากจนเดินไปวัดพระธาตุแสนหลวงไม่ไหว",
    "picture": "photograph-of-her-1731.jpg",
}
KEPT = {"his name": "ภูมิพัฒน์ธนากร", "his note": "ขายลูกชิ้นปิ้งหน้าโรงเรียนบ้านทดสอบ"}

FORM = {
    "survey": [
        {"type": "geopoint", "name": "home", "label": "บ้าน", "save_to": "household#geometry"},
        {"type": "text", "name": "village", "label": "หมู่", "save_to": "household#village"},
        {"type": "text", "name": "house_no", "label": "เลขที่", "save_to": "household#house_no"},
        {"type": "text", "name": "home_name", "label": "ชื่อบ้าน", "save_to": "household#household_name"},
        {"type": "text", "name": "remark", "label": "หมายเหตุของบ้าน"},
        {"type": "begin_repeat", "name": "member", "label": "คน"},
        *(
            {"type": "text", "name": name, "label": name, "save_to": f"person#{name}"}
            for name in (
                *("given_name", "family_name", "nickname", "national_id", "phone"),
                *("birth_date", "sex", "carer", "household"),
            )
        ),
        {"type": "text", "name": "note", "label": "หมายเหตุ"},
        {"type": "text", "name": "bedridden", "label": "ติดเตียง"},
        {"type": "image", "name": "photo", "label": "รูป"},
        {"type": "end_repeat"},
    ],
    "settings": [{"form_title": "บ้าน", "form_id": "family", "version": "1"}],
    "entities": [
        {"list_name": "household", "label": "${house_no}"},
        {"list_name": "person", "label": "${given_name}"},
    ],
}


def member(key, home, **said):
    answers = "".join(f"<{name}>{text}</{name}>" for name, text in {"household": home, **said}.items())
    label = f"{said['given_name']} {said.get('family_name', '')}"
    return (
        f"<member>{answers}<meta><entity dataset='person' create='1' id='{key}'>"
        f"<label>{label}</label></entity></meta></member>"
    )


def survey(home, house_no, *members, remark="", name=""):
    return (
        '<data id="family" version="1" xmlns:orx="http://openrosa.org/xforms">'
        f"<home>18.21 99.38 0 5</home><village>1</village><house_no>{house_no}</house_no>"
        f"<home_name>{name}</home_name><remark>{remark}</remark>{''.join(members)}"
        f"<meta><entity dataset='household' create='1' id='{home}'><label>{house_no} {name}</label></entity>"
        f"<orx:instanceID>uuid:{uuid4()}</orx:instanceID></meta></data>"
    ).encode()


def her(key=SOMSRI, home=HOME_ID, **also):
    said = {
        "given_name": SEEDED["given name"],
        "family_name": SEEDED["family name"],
        "nickname": SEEDED["nickname"],
        "national_id": SEEDED["number"],
        "phone": SEEDED["phone"],
        "birth_date": "1941-02-03",
        "sex": "female",
        "note": SEEDED["note"],
        "bedridden": "yes",
        "photo": SEEDED["picture"],
    }
    return member(key, home, **said | also)


def his(**also):
    return member(
        SON,
        HOME_ID,
        **{"given_name": KEPT["his name"], "carer": SOMSRI, "note": KEPT["his note"], "sex": "male", **also},
    )


def picture():
    drawn = io.BytesIO()
    Image.effect_noise((64, 64), 50).convert("RGB").save(drawn, "JPEG")
    return drawn.getvalue()


@pytest.fixture
def town(committed):
    """A municipality with a form, a phone and a policy; `send` takes a survey in as a phone sends it."""
    town = make_cast(make_municipality())
    with within(town.municipality):
        surveys.publish(surveys.upload_form(written(FORM), by=town.prasit, at=NOW), by=town.prasit, at=NOW)
        town.phone = surveys.register_device(town.nok, "โทรศัพท์", by=town.prasit, at=NOW)[0]
        adopt_shipped(by=town.prasit, at=NOW)
    town.at = NOW

    def send(raw, *files):
        town.at += timedelta(hours=1)
        with within(town.municipality):
            arrived = tuple(Arrived(name, io.BytesIO(content)) for name, content in files)
            return surveys.receive(Parcel(raw, arrived), by=town.phone, at=town.at).submission

    town.send = send
    return town


def a_family(town):
    """Somsri and her son in one home, surveyed together; a remark about the home names her."""
    remark = f"ถาม{SEEDED['given name']} หรือโทร {SEEDED['phone']}"
    raw = survey(HOME_ID, "77/1", her(), his(), remark=remark, name=f"บ้านของ{SEEDED['given name']}")
    one = town.send(raw, (SEEDED["picture"], picture()), ("of-the-home.jpg", picture()))
    with within(town.municipality):
        people.note_view(Person.objects.get(pk=SOMSRI), by=town.mali, at=NOW)
        row = SubmissionMedia.objects.get(name=SEEDED["picture"])
        town.photograph = media_files.path_of(row.pk)
    return raw, one


def erase(town, key=SOMSRI):
    with within(town.municipality):
        person = Person.objects.get(pk=key)
        made = propose_erasure(person, because="request", by=town.mali, at=town.at)
        return approve_erasure(made, by=town.prasit, at=town.at + timedelta(minutes=5))


def seeds(words=SEEDED):
    """Every way in which a text could lie on a disk."""
    return {text.encode(code) for text in words.values() for code in ("utf-8", "utf-16-le", "utf-16-be")}


def found_in(folder, wanted):
    """Name the files below a folder in which something wanted stands."""
    pattern = re.compile(b"|".join(map(re.escape, wanted)))
    hits = set()
    for file in Path(folder).rglob("*"):
        try:
            content = file.read_bytes() if file.is_file() and not file.is_socket() else b""
        except FileNotFoundError:
            continue
        hits |= {(str(file.relative_to(folder)), hit) for hit in pattern.findall(content)}
    return hits


def sealed_blobs(town):
    """Give sealed values of hers, as they lie in the database."""
    with within(town.municipality):
        person = Person.objects.get(pk=SOMSRI)
        raw = Submission.objects.get().__dict__["raw"]
        change = Change.objects.get(record_id=SOMSRI).__dict__["values"]
        sealed = [person.__dict__["national_id"], person.__dict__["phone"], raw, change]
        return {bytes(one)[20:52] for one in sealed} | {town.photograph.read_bytes()[40:90]}


def test_nothing_of_her_is_left_on_the_disk(town, owner):
    raw, _ = a_family(town)
    blobs = sealed_blobs(town)
    owner.execute("CHECKPOINT")
    names = {"given name": SEEDED["given name"]}
    assert found_in(HOME, seeds(names)), "the search finds what is there"
    assert len({hit for _, hit in found_in(HOME, blobs)}) >= 4

    erased = erase(town)
    assert str(erased.ids[0]) == SOMSRI and erased.submissions == 1 and erased.files == 2
    rewrite_erased(at=town.at)

    assert found_in(HOME, seeds() | blobs) == set()
    backup = dump()
    assert KEPT["his name"].encode() in backup
    assert not any(one in backup for one in seeds())
    with within(town.municipality):
        assert Erasure.objects.get().rewritten_at == town.at


def dump():
    """What a backup that is made now reads."""
    programs = postgres_programs.find(None)
    pg_dump = Path(programs["pg_ctl"]).with_name("pg_dump")
    server = embedded_postgres.address(HOME)
    done = subprocess.run([pg_dump, server.url(embedded_postgres.SUPERUSER)], capture_output=True, check=True)
    return done.stdout


def test_her_family_keeps_what_is_theirs(town):
    a_family(town)
    erase(town)
    with within(town.municipality):
        son = Person.objects.get(pk=SON)
        assert str(son) == KEPT["his name"] and son.household_id == UUID(HOME_ID)
        assert not son.cared_for_by.exists()
        assert Household.objects.get().name == "บ้านของ[…]"
        answers = Submission.objects.get().raw.decode()
        assert KEPT["his note"] in answers and "ถาม[…] หรือโทร […]" in answers
        assert not SubmissionMedia.objects.exists() and not list(media_files.stored())
        report = people.replay_check()
        assert report.differences == () and report.failed == 0


def test_who_lived_alone_takes_the_home_along(town):
    a_family(town)
    town.send(survey(HER_HOME, "9", her(key=ALONE, home=HER_HOME, national_id="", phone="")))
    erase(town, ALONE)
    with within(town.municipality):
        assert not Household.objects.filter(pk=HER_HOME).exists()
        assert not Dwelling.objects.filter(house_no="9").exists()
        assert Point.objects.count() == 1
        emptied = Submission.objects.first().raw
        assert b"instanceID" in emptied and b"18.21" not in emptied and HER_HOME.encode() not in emptied
        assert people.replay_check().differences == ()


def test_the_journal_keeps_an_id_that_stands_for_nobody(town):
    a_family(town)
    erase(town)
    with within(town.municipality):
        lines = journal.lines_about(UUID(SOMSRI))
        assert {"people.viewed", "people.erased"} <= set(lines.values_list("event", flat=True))
        assert journal.verdict().because == ""
        assert not any(text in line.reference for line in Entry.objects.all() for text in SEEDED.values())


def test_a_phone_does_not_bring_her_back(town):
    raw, first = a_family(town)
    erase(town)
    again = town.send(raw, (SEEDED["picture"], picture()))
    assert again.pk == first.pk
    later = town.send(survey(HOME_ID, "77/1", her(), his()))
    with within(town.municipality):
        assert not Person.objects.filter(pk=SOMSRI).exists()
        assert not SubmissionMedia.objects.filter(name=SEEDED["picture"]).exists()
        assert SEEDED["given name"] not in Submission.objects.get(pk=later.pk).raw.decode()
        assert not Change.objects.filter(record_id=SOMSRI).exists()
        assert people.replay_check().differences == ()


def test_a_list_that_was_brought_with_her_name_goes_too(town):
    a_family(town)
    rows = f"ชื่อ,นามสกุล,โทรศัพท์\n{SEEDED['given name']},{SEEDED['family name']},{SEEDED['phone']}\n"
    with within(town.municipality):
        brought = bring(rows.encode(), file_name="ราย.csv", source="โรงพยาบาล", by=town.mali, at=NOW)
    erase(town)
    with within(town.municipality):
        brought.refresh_from_db()
        assert brought.removed_at and not list(media_files.stored())


def test_two_people_are_needed_and_a_hold_stops_both(town):
    a_family(town)
    with within(town.municipality):
        person = Person.objects.get(pk=SOMSRI)
        made = propose_erasure(person, because="request", by=town.prasit, at=NOW)
        with pytest.raises(SamePerson):
            approve_erasure(made, by=town.prasit, at=NOW)
        Erasure.objects.update(proposed_by_id=town.mali.pk)
        made.refresh_from_db()
        LegalHold.objects.create(person=person, reason="คดี", at=NOW, by_id=town.prasit.pk)
        with pytest.raises(OnHold):
            approve_erasure(made, by=town.prasit, at=NOW)
        assert Person.objects.filter(pk=SOMSRI).exists()


def test_a_restored_backup_is_erased_again(town):
    a_family(town)
    erased = erase(town)
    assert path().stat().st_mode & 0o077 == 0
    ids = noted()[town.municipality.pk]
    assert ids == set(erased.ids)
    with within(town.municipality):
        # As a backup from before would bring them back.
        Person.objects.create(pk=SOMSRI, given_name=SEEDED["given name"], known_from=NOW.date(), sort_key="a")
        assert erase_again(ids, at=NOW) == 1
        assert erase_again(ids, at=NOW) == 0
        assert not Person.objects.filter(pk=SOMSRI).exists()


def test_every_model_that_points_at_a_person_lets_go(cast, inside):
    """A model that is added later is covered here without a word."""
    town = Town()
    town.everything()
    # What is gathered has a form of its own; these rows hold none.
    LegalHold.objects.all().delete()
    KnowledgeBlock.objects.all().delete()
    person = town.rows["people.Person"]
    made = Erasure.objects.get(person=person)
    Erasure.objects.update(decided_at=None, decided_by_id=None, done_at=None)
    made.refresh_from_db()
    approve_erasure(made, by=cast.prasit, at=NOW)
    left = {
        f"{model._meta.label}.{field.name}"
        for model in municipal_models()
        for field in model._meta.concrete_fields
        if field.get_internal_type() in ("UUIDField", "ForeignKey")
        and model.objects.filter(**{field.attname: person.pk}).exists()
    }
    assert left <= PSEUDONYMS


# Where the id stays and stands for nobody.
PSEUDONYMS = {
    "journal.Entry.about_id",
    "people.RightsRequest.about_id",
    "people.Erasure.about_id",
    # Made by the database when a row goes; the night takes it away.
    "risk.KnowledgeMark.person_id",
    "surveys.Forgotten.entity_id",
}
