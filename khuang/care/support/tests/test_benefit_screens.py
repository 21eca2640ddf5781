"""The screens of benefits and equipment, by the cast, in both languages, with what goes wrong."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from conftest import sign_in
from khuang.care.people.models import Person
from khuang.care.support.actions import lending
from khuang.care.support.models import Award, BenefitAnswers, EquipmentItem, Loan
from khuang.care.support.reads import benefits_copy, benefits_strip, loans_copy
from khuang.care.support.rules.benefits import shipped
from khuang.care.support.tests.assisted import (
    AILING,
    DAY_ONE,
    ELDER,
    MALI,
    ask,
    family,
    item,
    mali,
    opened,
    ton,
)
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within

TODAY = {"since_day": "1", "since_month": "10", "since_year": "2569"}


@pytest.fixture
def home(cast):
    with within(cast.municipality):
        family()
    return cast


@pytest.fixture
def as_mali(home, client):
    return sign_in(client, home.mali)


def page(client, name, *keys, query="", language="th"):
    address = reverse(f"support:{name}", args=keys) + query
    answer = client.get(address, headers={"accept-language": language})
    return answer.status_code, answer.content.decode()


def send(client, name, *keys, **said):
    answer = client.post(reverse(f"support:{name}", args=keys), said, headers={"accept-language": "en"})
    return answer.status_code, answer.content.decode()


def saved(cast, model):
    with within(cast.municipality):
        return list(model.objects.all())


def test_the_strip_and_the_copy_are_drawn_for_the_pages_of_the_desk(home):
    with within(home.municipality), translation.override("en"):
        ask(mali(), home.mali, **ELDER)
        opened(ton(), "disability", "applied", home.mali, reason="ยื่นแล้ว")
        lending.lend(item(home.mali), mali(), due_on=DAY_ONE.date(), by=home.mali, at=DAY_ONE)
        late = DAY_ONE.date() + timedelta(days=2)
        strip = render_to_string(
            "support/benefits_strip.html", {"strip": benefits_strip(home.mali, mali(), on=late)}
        )
        copied = {"benefits": benefits_copy(home.mali, ton()), "loans": loans_copy(home.mali, mali())}
        copy = render_to_string("support/benefits_copy.html", {"copy": copied})
    assert "Old-age allowance" in strip and "Wheelchair WC-1" in strip and "2 days overdue" in strip
    assert reverse("support:lend", args=[MALI]) in strip
    assert "Disability allowance" in copy and "ยื่นแล้ว" in copy and "Wheelchair WC-1" in copy


def test_the_rules_are_readable_with_their_sources_in_both_languages(as_mali):
    thai, english = page(as_mali, "benefits")[1], page(as_mali, "benefits", language="en")[1]
    for one in shipped():
        if not one.confidential:
            assert one.title.th in thai and one.title.en in english
            assert one.source.th in thai
    assert "รอเทศบาลยืนยัน" in thai and "to be confirmed by the municipality" in english
    assert "เอดส์" not in thai


def test_those_named_read_the_confidential_rule_too(home, client):
    sign_in(client, home.prasit)
    assert "เบี้ยยังชีพผู้ป่วยเอดส์" in page(client, "benefits")[1]


def test_a_persons_page_traces_each_condition_and_says_who_decides(as_mali, home):
    with within(home.municipality):
        ask(mali(), home.mali, **ELDER | {"state_pension": "yes"})
    status, text = page(as_mali, "benefits-of", MALI, language="en")
    assert status == 200
    assert "By these rules, on these facts. An officer decides." in text
    assert "Receives no pension" in text and "not known, ask" in text
    assert "AIDS" not in text


def test_looking_at_benefits_is_journalled(as_mali, home):
    page(as_mali, "benefits-of", MALI)
    with within(home.municipality):
        assert Entry.objects.filter(event="people.viewed", about_id=MALI, by_id=home.mali.pk).exists()


def test_answers_are_asked_and_noted(as_mali, home):
    text = page(as_mali, "benefits-ask", MALI, language="en")[1]
    assert (
        "Receives a pension or other regular money from the state" in text
        and "certificate of AIDS" not in text
    )
    every = dict.fromkeys(form_names(text), "unknown")
    status, _ = send(as_mali, "benefits-ask", MALI, **every | {"state_pension": "no", "thai_national": "yes"})
    assert status == 302
    (row,) = saved(home, BenefitAnswers)
    with within(home.municipality):
        assert {code: told[0] for code, told in row.facts.items()} == {
            "state_pension": "no",
            "thai_national": "yes",
        }


def form_names(text):
    return set(re.findall(r'name="(\w+)" value="unknown"', text))


def test_an_application_is_recorded_and_decided_on_screen(as_mali, home):
    said = {"benefit": "old_age", "state": "applied", "source": "office"}
    assert send(as_mali, "award-new", MALI, **said)[0] == 302
    (award,) = saved(home, Award)
    status, text = send(as_mali, "award", award.pk, state="declined")
    assert status == 422
    assert "Write the reason. The person may ask for it." in text
    assert send(as_mali, "award", award.pk, state="granted", amount="800", **TODAY)[0] == 302
    (award,) = saved(home, Award)
    assert (award.state, award.amount) == ("granted", 800)
    text = page(as_mali, "award", award.pk, language="en")[1]
    assert "800 baht a month" in text and "มะลิ" in text and "The rules said: ask first" in text


def test_what_is_typed_stays_when_it_is_refused(as_mali, home):
    with within(home.municipality):
        opened(mali(), "old_age", "applied", home.mali)
    said = {"benefit": "old_age", "state": "granted", "source": "told", "note": "เล่าให้ฟัง", **TODAY}
    status, text = send(as_mali, "award-new", MALI, **said)
    assert status == 422
    assert "This is already recorded" in text and "เล่าให้ฟัง" in text


def test_a_confidential_award_is_not_there_for_others(home, client):
    with within(home.municipality):
        ask(mali(), home.prasit, **AILING)
        award = opened(mali(), "aids", "applied", home.prasit)
    sign_in(client, home.mali)
    assert page(client, "award", award.pk)[0] == 404
    assert "เอดส์" not in page(client, "benefits-of", MALI)[1]
    assert send(client, "award-new", MALI, benefit="aids", state="applied", source="office")[0] == 422
    sign_in(client, home.prasit)
    assert "เบี้ยยังชีพผู้ป่วยเอดส์" in page(client, "award", award.pk)[1]
    assert "aids" not in reverse("support:award", args=[award.pk])


def test_the_list_for_visits_says_where_and_what_to_ask(as_mali, home):
    text = page(as_mali, "entitled", query="?benefit=old_age", language="en")[1]
    assert "มาลี" in text and "Ask:" in text
    assert "มาลี" in page(as_mali, "visit-list", query="?benefit=old_age")[1]
    with within(home.municipality):
        listed = Entry.objects.filter(event="people.listed").order_by("seq")
        assert [str(MALI) in one.references["also"] for one in listed] == [True, True]
        assert listed[0].references["benefit"] == "old_age"


def test_an_empty_list_says_what_to_do(as_mali):
    text = page(as_mali, "entitled", query="?benefit=child_support", language="en")[1]
    assert "Nobody fits this choice" in text and "Show everybody again" in text
    assert (
        "Nothing changes here" in page(as_mali, "foreseen", query="?benefit=child_support", language="en")[1]
    )


def test_a_filter_that_is_no_choice_narrows_nothing(as_mali):
    assert "มาลี" in page(as_mali, "entitled", query="?benefit=x&village=y&from=99999999999")[1]


def test_next_year_is_shown_with_sums(as_mali, home):
    with within(home.municipality):
        Person.objects.filter(pk=MALI).update(born_on="1947-06-01", born_precision="day")
    text = page(as_mali, "foreseen", language="en")[1]
    assert "another amount" in text and "700 → 800" in text and "1,200" in text


def test_a_list_of_payments_is_pasted_and_the_rest_handed_back(as_mali, home):
    said = {"benefit": "old_age", "numbers": "1 2 3\nไม่มี", **TODAY}
    status, text = send(as_mali, "received", **said)
    assert status == 200
    assert "2 lines name nobody" in text and "1 2 3" in text
    assert send(as_mali, "received", benefit="aids", numbers="1", **TODAY)[0] == 422


def test_equipment_goes_out_and_comes_back_on_screen(as_mali, home):
    assert "Take the first item into stock" in page(as_mali, "equipment", language="en")[1]
    new = {"kind": "wheelchair", "number": "WC-7", "condition": "good"}
    assert send(as_mali, "item-new", **new)[0] == 302
    assert "Another item has this number" in send(as_mali, "item-new", **new)[1]
    (made,) = saved(home, EquipmentItem)
    assert send(as_mali, "lend", MALI, item=made.pk)[0] == 302
    (loan,) = saved(home, Loan)
    assert loan.due_on == timezone.localdate() + timedelta(days=180)
    slip = page(as_mali, "loan", loan.pk, language="en")[1]
    assert "Wheelchair WC-7" in slip and "มาลี" in slip and "Received by" in slip
    assert "มาลี" in page(as_mali, "loans")[1]
    assert "มาลี" in page(as_mali, "item", made.pk)[1]
    assert (
        send(as_mali, "loan-extend", loan.pk, due_on_day="1", due_on_month="1", due_on_year="2500")[0] == 422
    )
    assert send(as_mali, "loan-return", loan.pk, condition="")[0] == 422
    assert send(as_mali, "loan-return", loan.pk, condition="broken")[0] == 302
    assert "in repair" in page(as_mali, "item", made.pk, language="en")[1]
    assert send(as_mali, "item", made.pk, state="ready", condition="good")[0] == 302


def test_nothing_in_stock_says_what_to_do(as_mali):
    assert "Nothing is in stock" in page(as_mali, "lend", MALI, language="en")[1]


def test_two_officers_cannot_lend_one_item(as_mali, home):
    with within(home.municipality):
        lent = item(home.mali)
        lending.lend(lent, ton(), due_on=DAY_ONE.date(), by=home.mali, at=DAY_ONE)
    status, text = send(as_mali, "lend", MALI, item=lent.pk)
    assert status == 422
    assert "This item is not in stock now. Choose another one." in text


@pytest.mark.parametrize("who", ["boonsri", "kham", "wipa", "anan", "dao"])
def test_others_open_none_of_it(home, client, who):
    sign_in(client, getattr(home, who))
    for name in ("benefits", "entitled", "visit-list", "foreseen", "received", "equipment", "loans"):
        assert page(client, name)[0] == 403
    assert page(client, "benefits-of", MALI)[0] == 403
