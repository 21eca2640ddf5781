"""The forms on the phones follow the policy in force, and keep what the municipality changed in them."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from conftest import NOW
from khuang.care.risk import actions as risk
from khuang.care.risk.models import FormNotice, PolicyVersion
from khuang.care.risk.rules import policies
from khuang.care.risk.rules.classify import classify
from khuang.care.risk.rules.workbooks import BY_HAND, CURRENT, OLDER, carried
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.models import FormVersion
from khuang.ground.surveys.tests.conftest import field  # noqa: F401
from khuang.site import forms
from khuang.site.tests.test_javarosa import (  # noqa: F401
    GRANDMOTHER,
    HOME,
    compiled,
    fetched,
    fill,
    member,
    needs_java,
)

AT = NOW + timedelta(days=1)


def other_policy(points=3):
    """The shipped policy in which being bedridden counts little, and an urgent need a little more."""
    document = policies.shipped_document()
    other = {"bedridden": {"points": points, "floor": "none"}, "urgent_need": {"points": 40 + points}}
    rules = [rule | other.get(rule["id"], {}) for rule in document["rules"]]
    return {**document, "version": f"2026-{points}", "rules": rules}


def adopt(document):
    """Adopt a policy, and do what follows in a job."""
    risk.adopt(document, by=SYSTEM, at=AT)
    flush()
    risk.carry_to_phones(Entry.objects.filter(event="risk.policy-adopted").last())


def changed(xlsx, change):
    """Give a workbook after somebody changed cells of its survey sheet."""
    book = load_workbook(io.BytesIO(xlsx))
    sheet = book["survey"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        change(sheet, columns, row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def publish(xlsx):
    version = surveys.upload_form(xlsx, by=SYSTEM, at=NOW)
    surveys.publish(version, by=SYSTEM, at=NOW)
    return version


def newest(form_id):
    return FormVersion.objects.get(form__form_id=form_id, state="published")


# A visit tells what was done and seen; no class is drafted on it.
@pytest.mark.parametrize("name", sorted(forms.BUILDERS.keys() - {"visit"}))
def test_every_shipped_form_carries_the_shipped_policy(name):
    xlsx = forms.shipped()[name]
    assert carried(xlsx, policies.shipped(), []) == CURRENT
    other = policies.policy(other_policy(), policies.shipped().catalogue)
    assert carried(xlsx, other, [policies.shipped()]) == OLDER
    assert carried(xlsx, other, []) == BY_HAND


def test_an_adoption_publishes_the_forms_with_the_new_calculation(inside):
    risk.adopt_shipped(by=SYSTEM, at=NOW)
    before = publish(forms.shipped()["household"])
    adopt(other_policy())
    after = newest("household_survey")
    assert int(after.version) > int(before.version)
    assert carried(bytes(after.xlsx), policies.shipped(), []) == BY_HAND
    policy = policies.policy(other_policy(), policies.shipped().catalogue)
    assert carried(bytes(after.xlsx), policy, []) == CURRENT
    risk.carry_to_phones(Entry.objects.filter(event="risk.policy-adopted").last())
    assert newest("household_survey").pk == after.pk


def test_what_the_municipality_changed_in_its_form_stays(inside):
    risk.adopt_shipped(by=SYSTEM, at=NOW)

    def reword(sheet, columns, row):
        if sheet.cell(row, columns["name"]).value == "house_no":
            sheet.cell(row, columns["label::ไทย (th)"]).value = "เลขที่บ้านของเรา"

    publish(changed(forms.shipped()["household"], reword))
    adopt(other_policy())
    sheet = load_workbook(io.BytesIO(bytes(newest("household_survey").xlsx)))["survey"]
    assert "เลขที่บ้านของเรา" in [cell.value for line in sheet.iter_rows() for cell in line]


def test_a_calculation_that_was_written_by_hand_is_left_for_a_person(inside):
    risk.adopt_shipped(by=SYSTEM, at=NOW)

    def rewrite(sheet, columns, row):
        if sheet.cell(row, columns["name"]).value == "risk_score":
            sheet.cell(row, columns["calculation"]).value = "if(${lives_alone} = 'yes', 50, 0)"

    before = publish(changed(forms.shipped()["follow_up"], rewrite))
    adopt(other_policy())
    assert newest("follow_up").pk == before.pk
    assert FormNotice.objects.get().form_version_id == before.pk
    risk.carry_to_phones(Entry.objects.filter(event="risk.policy-adopted").last())
    assert FormNotice.objects.count() == 1


def test_a_form_loaded_later_with_an_older_calculation_is_brought_up_too(inside):
    risk.adopt_shipped(by=SYSTEM, at=NOW)
    adopt(other_policy())
    publish(forms.shipped()["follow_up"])
    flush()
    risk.carry_to_phones(Entry.objects.filter(event="surveys.form-published").last())
    policy = policies.policy(other_policy(), policies.shipped().catalogue)
    assert carried(bytes(newest("follow_up").xlsx), policy, []) == CURRENT


@needs_java
def test_the_phones_draft_is_the_servers_class_under_the_new_policy(field, fill):  # noqa: F811
    with field.within():
        risk.adopt_shipped(by=SYSTEM, at=NOW)
        publish(forms.shipped()["household"])
        adopt(other_policy())
        policy = policies.policy(other_policy(), policies.shipped().catalogue)
        assert PolicyVersion.objects.first().hash == policy.hash
    xform, media = fetched(field, "household_survey")
    facts = {"sex": "female", "lives_alone": False, "urgent_need": False, "mobility": "bedridden"}
    facts |= {"falls_year": 1, "welfare_card": True, "income_band": "under_40000", "household_size": 2}
    sent, _ = fill(xform, HOME | member(1, GRANDMOTHER), repeats={"/data/survey/member": 1}, media=media)
    draft = sent.decode().split("<risk_level>")[1].split("<")[0]
    born = (NOW.date().replace(year=1942, month=1, day=1), NOW.date().replace(year=1942, month=12, day=31))
    assert draft == classify(policy, facts, NOW.date(), born).level
    assert draft != classify(policies.shipped(), facts, NOW.date(), born).level
