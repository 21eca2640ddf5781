"""A risk policy from its copy to the phones: Mali drafts, tries and proposes, Prasit approves."""

import pytest

from conftest import NOW, make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in


@pytest.fixture
def town(site):
    """The cast, who can sign in, a family that was surveyed, and the survey on the phones."""
    from khuang.care.people.tests.intake import a_family
    from khuang.care.risk import actions as risk
    from khuang.care.risk.tests.surveyed import MALI, TON, person, survey
    from khuang.ground.journal.actions import SYSTEM
    from khuang.ground.municipalities.context import within
    from khuang.ground.surveys import actions as surveys
    from khuang.site import forms

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.mali, cast.prasit)
        risk.adopt_shipped(by=SYSTEM, at=NOW)
        a_family()
        survey(person(MALI, mobility="bedridden", violence="no"), person(TON))
        version = surveys.upload_form(forms.shipped()["follow_up"], by=SYSTEM, at=NOW)
        surveys.publish(version, by=SYSTEM, at=NOW)
    return cast


def press(reader, words):
    page = reader.page
    button = page.get_by_role("button", name=words, exact=True)
    follow(button.or_(page.get_by_role("link", name=words, exact=True)).first)
    reader.fit()


WORDS = {
    "en": {
        "copy": "Copy the policy to a draft", "make": "Make the draft", "save": "Save",
        "try": "Try it on everybody", "propose": "Propose it", "look": "Look at it and approve",
        "approve": "Approve",
    },
    "th": {
        "copy": "ทำสำเนาเกณฑ์เป็นร่าง", "make": "ทำร่าง", "save": "บันทึก", "try": "ทดลองกับทุกคน",
        "propose": "เสนอ", "look": "ตรวจดูและอนุมัติ", "approve": "อนุมัติ",
    },
}  # fmt: skip


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_from_a_copy_to_the_phones(visit, town, width, language):
    from khuang.care.risk import actions as risk
    from khuang.care.risk.models import PolicyDraft, PolicyVersion
    from khuang.ground.journal.models import Entry
    from khuang.ground.municipalities.context import within
    from khuang.ground.surveys.models import FormVersion

    words = WORDS[language]
    mali = visit(width=width, language=language)
    sign_in(mali, town.mali)
    mali.open("/desk/risk/")
    mali.fit()
    press(mali, words["copy"])
    mali.page.fill("[name=name]", "เกณฑ์ปี 2570")
    mali.page.fill("[name=why]", "คนติดเตียงของเรามีผู้ดูแลดี")
    press(mali, words["make"])
    draft = mali.page.url
    follow(mali.page.locator("a[href$='parts/rule:bedridden/']"))
    mali.fit()
    mali.page.fill("[name=points]", "30")
    mali.page.check("[name=floor][value=medium]")
    press(mali, words["save"])
    press(mali, words["try"])
    assert mali.page.locator("[href*='/desk/risk/people/']").count() == 1
    mali.open(draft[draft.index("/desk") :])
    press(mali, words["propose"])
    mali.page.check("[name=when][value=today]")
    press(mali, words["propose"])
    assert mali.page.get_by_text(words["look"]).count() == 0

    prasit = visit(width=width, language=language)
    sign_in(prasit, town.prasit)
    prasit.open(draft[draft.index("/desk") :])
    press(prasit, words["try"])
    prasit.open(draft[draft.index("/desk") :])
    press(prasit, words["look"])
    press(prasit, words["approve"])
    prasit.open("/desk/risk/")
    prasit.fit()
    with within(town.municipality):
        assert PolicyDraft.objects.get().state == "adopted"
        assert PolicyVersion.objects.first().adopted_by_id == town.prasit.pk
        before = FormVersion.objects.get(state="published").version
        # What the worker does after the commit.
        risk.carry_to_phones(Entry.objects.filter(event="risk.policy-adopted").last())
        assert int(FormVersion.objects.get(state="published").version) > int(before)
