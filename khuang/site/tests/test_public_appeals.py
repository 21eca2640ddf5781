"""What passes from the desk to the public: text, kind and percent, the next morning; never a person."""

from datetime import timedelta

import pytest
from django.test import Client

from conftest import NOW
from khuang.care.people.actions import guard
from khuang.care.people.models import Person
from khuang.care.support import actions
from khuang.care.support.actions import Slip
from khuang.care.support.models import Appeal, Offer, Package
from khuang.care.support.reads import appeals as reads
from khuang.care.support.rules import package_problems as problems
from khuang.care.support.tests.packages_cast import TODAY, a_need, a_package, a_pledge, handed_over
from khuang.civic.appeals.models import PublicAppeal
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import within
from khuang.site import public_appeals

TOMORROW = NOW + timedelta(days=1)
TITLE, TEXT = "หลังคาที่ปลอดภัย", "มีบ้านหลังหนึ่งหลังคารั่ว ขอรับการสนับสนุนค่าวัสดุ"


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast, where many people live."""
    Person.objects.bulk_create(
        Person(given_name=f"ชาวบ้าน{n}", sort_key=str(n), village=cast.villages[2], known_from=TODAY)
        for n in range(30)
    )


def propose(cast, package=None, title=TITLE, text=TEXT, **said):
    package = package or a_package(cast)
    return actions.propose_appeal(package, title=title, text=text, **said, by=cast.mali, at=NOW)


def published(cast, package=None):
    appeal = actions.approve_appeal(propose(cast, package), by=cast.prasit, at=NOW)
    public_appeals.bring_up_to_date(at=TOMORROW)
    appeal.refresh_from_db()
    return appeal


def test_nothing_is_public_before_the_next_morning(cast):
    actions.approve_appeal(propose(cast), by=cast.prasit, at=NOW)
    public_appeals.bring_up_to_date(at=NOW + timedelta(hours=2))
    assert not PublicAppeal.objects.exists()
    public_appeals.bring_up_to_date(at=TOMORROW)
    assert PublicAppeal.objects.get().title == TITLE


def test_what_passes_is_text_kind_percent_and_state(cast):
    package = a_package(cast, budget=1000)
    a_pledge(cast, package, amount=333)
    appeal = published(cast, package)
    shown = PublicAppeal.objects.get()
    assert (shown.kind, shown.percent, shown.state) == ("unsafe-house", 33, "open")
    assert shown.reference == appeal.reference and shown.pk != appeal.pk


def test_progress_moves_at_night(cast):
    package = a_package(cast, budget=1000)
    published(cast, package)
    a_pledge(cast, package, amount=500)
    assert PublicAppeal.objects.get().percent == 0
    public_appeals.bring_up_to_date(at=TOMORROW + timedelta(days=1))
    assert PublicAppeal.objects.get().percent == 50


def test_a_withdrawn_appeal_is_gone_at_once(cast):
    appeal = published(cast)
    with pytest.raises(problems.NoReason):
        actions.withdraw_appeal(appeal, because="", by=cast.mali, at=TOMORROW)
    actions.withdraw_appeal(appeal, because="ครอบครัวขอให้หยุด", by=cast.mali, at=TOMORROW)
    assert not PublicAppeal.objects.exists()
    with pytest.raises(problems.MovedOn):
        actions.withdraw_appeal(appeal, because="อีกครั้ง", by=cast.mali, at=TOMORROW)


def test_a_record_that_is_guarded_later_leaves_the_public_pages_at_once(cast):
    appeal = published(cast)
    person = appeal.package.person
    guard(person, Person.Level.SENSITIVE, named=[cast.prasit], reason="คุ้มครอง", by=cast.prasit, at=TOMORROW)
    assert not PublicAppeal.objects.exists()
    assert Appeal.objects.get().state == "withdrawn"
    with pytest.raises(problems.NeverInPublic):
        actions.propose_appeal(appeal.package, title=TITLE, text=TEXT, by=cast.prasit, at=TOMORROW)


def test_an_appeal_of_a_closed_package_thanks_for_some_time_and_goes(cast):
    package = a_package(cast)
    appeal = published(cast, package)
    pledge = a_pledge(cast, package, came=500)
    actions.spend(pledge, Slip(TODAY, 500), by=cast.mali, at=NOW)
    handed_over(cast, package)
    actions.close_package(package, met=True, because="เสร็จ", by=cast.mali, at=TOMORROW)
    assert PublicAppeal.objects.get().state == "open", "not before the next morning"
    public_appeals.bring_up_to_date(at=TOMORROW + timedelta(days=1))
    assert PublicAppeal.objects.get().state == "answered"
    appeal.refresh_from_db()
    assert appeal.state == "ended"
    public_appeals.bring_up_to_date(at=TOMORROW + timedelta(days=100))
    assert not PublicAppeal.objects.exists()


def test_an_appeal_of_a_cancelled_package_is_gone(cast):
    package = a_package(cast)
    published(cast, package)
    actions.cancel_package(package, because="เปลี่ยนแผน", by=cast.mali, at=TOMORROW)
    assert not PublicAppeal.objects.exists()


def offer(appeal, at=TOMORROW):
    return actions.receive_offer(
        appeal.reference, name="ผู้มีน้ำใจ", contact="0890000000", what="บริจาคสังกะสี", at=at
    )


def test_an_offer_is_taken_in_for_a_published_appeal_only(cast):
    appeal = propose(cast)
    assert not offer(appeal)
    actions.approve_appeal(appeal, by=cast.prasit, at=NOW)
    public_appeals.bring_up_to_date(at=TOMORROW)
    assert offer(appeal)
    assert list(reads.offers(cast.mali)) == [Offer.objects.get()]


def test_a_flood_of_offers_is_stopped(cast, monkeypatch):
    appeal = published(cast)
    Offer.objects.bulk_create(
        Offer(appeal=appeal, name="ก", contact="ข", what="ค", at=TOMORROW) for _ in range(100)
    )
    assert not offer(appeal)


def test_an_offer_is_answered_once_with_words(cast):
    offer(published(cast))
    found = Offer.objects.get()
    with pytest.raises(problems.NoReason):
        actions.answer_offer(found, answer="", by=cast.mali, at=TOMORROW)
    actions.answer_offer(found, answer="โทรกลับแล้ว", by=cast.mali, at=TOMORROW)
    with pytest.raises(problems.MovedOn):
        actions.answer_offer(found, answer="อีกครั้ง", by=cast.mali, at=TOMORROW)


# What could lead from a public page to a home.


def everything_public(cast):
    """All that anyone may have: pages, addresses, the public rows, and what the journal says of them."""
    with within(cast.municipality):
        rows = list(PublicAppeal.objects.all())
        told = [f"{field.name}={getattr(row, field.attname)}" for row in rows for field in row._meta.fields]
        lines = Entry.objects.filter(event__startswith="appeals.")
        told += [f"{line.about_id} {line.reference} {line.by_id}" for line in lines]
    browser = Client()
    front = "/in/fah-sai/appeals/"
    pages = [front, *(f"{front}{row.reference}/" for row in rows), "/", "/in/fah-sai/"]
    for address in pages:
        for language in ("th", "en"):
            answer = browser.get(address, headers={"accept-language": language})
            assert answer.status_code == 200
            told += [address, answer.content.decode(), str(answer.headers)]
    return "\n".join(told)


def everything_private(cast):
    """All that must not be found there: ids of every row of care, names, numbers, amounts, accounts."""
    with within(cast.municipality):
        models = [model for model in municipal_models() if model.__module__.startswith("khuang.care")]
        ids = {str(row.pk) for model in models for row in model.objects.all()}
        ids |= {one.replace("-", "") for one in ids}
        person = Package.objects.get().person
        accounts = {str(cast.mali.pk), str(cast.prasit.pk), cast.mali.display_name}
        words = {
            person.given_name,
            person.family_name,
            person.dwelling.house_no,
            Package.objects.get().number,
        }
    return ids | accounts | words | {"3,330", "333000", "ซ่อมหลังคา"}


def test_nothing_public_leads_to_the_need_the_person_or_the_household(cast):
    package = a_package(cast, budget=1_000_000)
    a_pledge(cast, package, amount=333_000)
    published(cast, package)
    public, private = everything_public(cast), everything_private(cast)
    assert len(private) > 20 and TITLE in public
    assert [one for one in private if one in public] == []


def test_only_the_desk_knows_what_a_reference_stands_for(cast):
    appeal = published(cast)
    with within(cast.municipality):
        holding = {
            model._meta.label
            for model in municipal_models()
            for row in model.objects.all()
            if appeal.reference in {str(value) for value in row.__dict__.values()}
        }
    assert holding == {"support.Appeal", "appeals.PublicAppeal"}
    assert len(appeal.reference) >= 16


def test_an_offer_goes_to_the_desk_and_stays_off_the_public_pages(cast):
    appeal = published(cast)
    said = {"name": "ผู้มีน้ำใจคนหนึ่ง", "contact": "0899990001", "what": "สังกะสีสิบแผ่น"}
    answer = Client().post(f"/in/fah-sai/appeals/{appeal.reference}/", said)
    assert answer.status_code == 302
    assert Offer.objects.get().contact == "0899990001"
    public = everything_public(cast)
    assert not [word for word in said.values() if word in public]


def test_the_page_is_the_same_whoever_s_need_it_is(cast):
    """Two appeals of one night come in the order of their references, not of their homes."""
    first, second = published(cast), published(cast, a_package(cast, a_need(cast)))
    days = {one.published_on for one in PublicAppeal.objects.all()}
    assert len(days) == 1
    shown = [one.reference for one in PublicAppeal.objects.all()]
    assert shown == sorted([first.reference, second.reference])
