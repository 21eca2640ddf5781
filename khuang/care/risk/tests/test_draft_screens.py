"""The workbench on the screen: copy, change, try, propose, approve."""

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import sign_in
from khuang.care.people.models import Person
from khuang.care.people.tests.intake import a_family
from khuang.care.risk import actions
from khuang.care.risk.models import FormNotice, PolicyDraft, PolicyVersion
from khuang.care.risk.reads import everybody
from khuang.care.risk.tests.surveyed import MALI, TON, person, survey
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        a_family()
        survey(person(MALI, mobility="bedridden", violence="no"), person(TON))
    return cast


@pytest.fixture
def draft(town):
    with within(town.municipality):
        return actions.copy_policy("เกณฑ์ปี 2570", "เพราะบ้านเราไม่เหมือนใคร", by=town.mali, at=timezone.now())


@pytest.fixture
def mali(town, client):
    return sign_in(client, town.mali)


def at(name, *args):
    return reverse(f"risk:{name}", args=args)


def see(client, name, *args, language="en", **query):
    answer = client.get(at(name, *args), query, headers={"accept-language": language}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, /, *args, **said):
    headers = {"accept-language": "en"}
    answer = client.post(at(name, *args), {"said": "1"} | said, headers=headers, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


RULE = {"points": "30", "floor": "medium", "shown": '{"points": 40, "floor": "high"}'}


def change(client, draft, part="rule:bedridden", **said):
    return send(client, "draft-part", draft.pk, part, **(RULE | said))


def fresh(draft):
    with within(draft.municipality_id):
        return PolicyDraft.objects.get(pk=draft.pk)


def test_a_draft_is_made_and_changed(mali, town):
    assert "Write a name" in send(mali, "draft-new", name="", why="x")
    text = send(mali, "draft-new", name="เกณฑ์ปี 2570", why="บ้านเราไม่เหมือนใคร")
    assert "Nothing differs yet" in text
    with within(town.municipality):
        draft = PolicyDraft.objects.get()
    text = change(mali, draft)
    assert "was 40 points, class at least high; now 30 points, class at least medium" in text
    assert "เกณฑ์ปี 2570" in see(mali, "policy")


@pytest.mark.parametrize(
    ("part", "said", "sentence"),
    [
        ("rule:bedridden", {"points": "-1"}, "Write 0 or more"),
        ("rule:bedridden", {"points": "2.5"}, "Write a whole number"),
        ("rule:bedridden", {"points": ""}, "Write a number"),
        ("rule:bedridden", {"floor": "worst"}, "Select a valid choice"),
        ("band:elder", {"low": "5", "medium": "5", "high": "60"}, "more than for the class below"),
        ("band:elder", {"low": "5", "medium": "30", "high": "200"}, "The highest sum is 100"),
        ("maximum", {"maximum": "50"}, "begins only at 60 points"),
        ("validity", {"high": "0", "medium": "1", "low": "1", "none": "1"}, "Write 1 or more"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(mali, draft, part, said, sentence):
    assert sentence in change(mali, draft, part, **said)
    assert fresh(draft).revision == 1


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("rule:bedridden", {"points": "0", "floor": "none"}),
        ("band:elder", {"low": "6", "medium": "30", "high": "60",
                         "shown": '{"low": 5, "medium": 30, "high": 60}'}),
        ("maximum", {"maximum": "90", "shown": '{"maximum": 100}'}),
        (
            "validity",
            {"high": "20", "medium": "90", "low": "180", "none": "365",
             "shown": '{"none": 365, "low": 180, "medium": 90, "high": 30}'},
        ),
    ],
)  # fmt: skip
def test_every_part_can_be_changed(mali, draft, part, said):
    assert "The draft is changed" in change(mali, draft, part, **said)
    assert fresh(draft).revision == 2


def test_an_unknown_part_is_not_found(mali, draft):
    assert mali.get(at("draft-part", draft.pk, "rule:unheard-of")).status_code == 404


def test_two_people_see_each_others_values(mali, draft, town):
    change(mali, draft)
    text = change(mali, draft, points="7", floor="none")
    assert "Somebody else changed this meanwhile" in text
    assert "30 points, class at least medium" in text
    assert 'value="7"' in text
    again = change(mali, draft, points="7", floor="none", shown='{"points": 30, "floor": "medium"}')
    assert "The draft is changed" in again
    assert "kept, not taken" in see(mali, "draft", draft.pk)


def test_a_shown_value_that_somebody_spoilt_overwrites_nothing(mali, draft):
    change(mali, draft, shown="{")
    assert fresh(draft).revision == 1


def test_a_dry_run_shows_who_moves_and_notes_who_was_listed(mali, draft, town):
    change(mali, draft)
    text = send(mali, "draft-try", draft.pk)
    assert "1 person, worst first" in text
    assert "Bedridden (30 points, class at least medium)" in text
    assert str(MALI) in text
    with within(town.municipality):
        listed = Entry.objects.filter(event="people.listed").last()
        assert str(MALI) in listed.reference
    change(mali, draft, points="31", shown='{"points": 30, "floor": "medium"}')
    assert "The draft was changed since" in see(mali, "trial", draft.pk, page="7")
    for language in ("th", "en"):
        assert str(MALI) in see(mali, "trial", draft.pk, language=language)


def test_a_dry_run_is_only_for_who_made_it(mali, draft, town, client):
    change(mali, draft)
    send(mali, "draft-try", draft.pk)
    sign_in(client, town.prasit)
    assert str(MALI) not in see(client, "trial", draft.pk)


def test_a_large_registry_is_gathered_first(mali, draft, monkeypatch):
    monkeypatch.setattr(actions.gathering, "SMALL", 0)
    assert "Gathering what is known" in send(mali, "draft-try", draft.pk)


def test_a_confidential_reason_is_kept_from_who_may_not_read_answers(town, draft, client):
    with within(town.municipality):
        survey(person(MALI, violence="yes", mobility="goes_out"), day=2)
        Person.objects.filter(pk=MALI).update(born_on="1950-01-01")
        actions.change_draft(
            draft.pk, "rule:violence", {"points": 1, "floor": "none"}, was={"points": 60, "floor": "high"},
            by=town.mali, at=timezone.now(),
        )  # fmt: skip
    sign_in(client, town.mali)
    assert "Hurt, threatened or neglected" in send(client, "draft-try", draft.pk)


def test_from_proposal_to_policy(mali, draft, town, client):
    change(mali, draft)
    assert "Choose one" in send(mali, "draft-propose", draft.pk)
    assert "The day has passed" in send(
        mali, "draft-propose", draft.pk, when="day", day_day="1", day_month="10", day_year="2560"
    )
    text = send(mali, "draft-propose", draft.pk, when="today")
    assert "Somebody else must approve" in text
    assert "Look at it and approve" not in text
    assert mali.get(at("draft-approve", draft.pk)).status_code == 403
    assert mali.get(at("draft-part", draft.pk, "maximum")).status_code == 302
    prasit = sign_in(client, town.prasit)
    assert "Look at it and approve" in see(prasit, "draft", draft.pk)
    send(prasit, "draft-try", draft.pk)
    assert "come into a lower class" in see(prasit, "draft-approve", draft.pk)
    assert "The policy is approved" in send(prasit, "draft-approve", draft.pk, revision="2")
    policy = see(prasit, "policy")
    assert "เกณฑ์ปี 2570" in policy
    assert "ประสิทธิ์ ตั้งใจ" in policy
    with within(town.municipality):
        assert PolicyVersion.objects.first().proposed_by_id == town.mali.pk


def test_what_changed_meanwhile_is_not_approved(mali, draft, town, client):
    change(mali, draft)
    send(mali, "draft-propose", draft.pk, when="year")
    prasit = sign_in(client, town.prasit)
    assert "has moved on meanwhile" in send(prasit, "draft-approve", draft.pk, revision="1")
    assert "It is a draft again" in send(prasit, "draft-refuse", draft.pk, because="ขอคุยกันก่อน")
    assert "ขอคุยกันก่อน" in see(prasit, "draft", draft.pk)


def test_a_proposal_is_withdrawn_and_the_draft_deleted(mali, draft):
    change(mali, draft)
    send(mali, "draft-propose", draft.pk, when="day", day_day="1", day_month="10", day_year="2599")
    assert "It is a draft again" in send(mali, "draft-withdraw", draft.pk)
    assert "has moved on" in send(mali, "draft-withdraw", draft.pk)
    assert "The draft is deleted" in send(mali, "draft-delete", draft.pk)
    assert mali.get(at("draft", draft.pk)).status_code == 404


def test_nothing_is_asked_of_a_draft_that_has_moved_on(draft, town, client):
    sign_in(client, town.prasit)
    here = at("draft", draft.pk)
    for name in ("approve", "refuse", "withdraw"):
        assert client.get(at(f"draft-{name}", draft.pk)).headers["Location"] == here
    assert client.get(at("draft-propose", draft.pk)).status_code == 200


def test_a_planner_reads_a_draft_but_neither_tries_nor_changes_it(draft, town, client):
    planner = sign_in(client, town.wipa)
    assert "What the draft says" in see(planner, "draft", draft.pk)
    assert planner.post(at("draft-try", draft.pk)).status_code == 403
    assert planner.get(at("trial", draft.pk)).status_code == 403
    assert planner.get(at("draft-part", draft.pk, "maximum")).status_code == 403


def test_a_form_that_was_changed_by_hand_waits_for_a_look(town, client):
    with within(town.municipality):
        adopted = PolicyVersion.objects.first()
        notice = FormNotice.objects.create(
            form_version_id=adopted.pk, title="แบบของเรา", policy=adopted, raised_at=timezone.now()
        )
    prasit = sign_in(client, town.prasit)
    assert "แบบของเรา" in see(prasit, "policy")
    assert "แบบของเรา" not in send(prasit, "settle-notice", notice.pk)


def test_sources_are_thai_on_thai_pages(mali):
    assert "ข้อเสนอแรกของเรา" in see(mali, "policy", language="th")
    assert "กรมสุขภาพจิต กระทรวงสาธารณสุข" in see(mali, "instrument", "q2", language="th")


def test_few_changes_do_not_need_a_job(mali, draft, town):
    send(mali, "draft-try", draft.pk)
    with within(town.municipality):
        assert everybody.is_ready()
