"""Projects at the desk, and what anyone reads, reports and gets as open data."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import NOW, sign_in
from khuang.civic.projects import actions, reads
from khuang.civic.projects.models import Inspection, Inspector, Photograph, Project, Voucher
from khuang.civic.projects.tests.cast import BAHT, a_closed_project, a_line, a_project, an_inspector, picture


@pytest.fixture(autouse=True)
def _within(cast, inside, settings, tmp_path):
    """Everything here happens in one municipality, with its cast; pictures lie in a folder of the test."""
    settings.KHUANG_MEDIA = tmp_path


@pytest.fixture
def planner(client, cast):
    return sign_in(client, cast.wipa)


def day(name, year=2569):
    return {f"{name}_day": "20", f"{name}_month": "11", f"{name}_year": str(year)}


def a_file():
    return SimpleUploadedFile("x.jpg", picture(), "image/jpeg")


def test_a_project_is_planned_from_a_line_and_carried_out(planner, cast):
    line = a_line()
    assert f"/desk/projects/lines/{line.pk}/new/" in planner.get("/desk/projects/lines/").text
    said = {"title": "ทางลาดวัด", "kind": "other", "unit": "กองช่าง", "budget": "๑๐๐,๐๐๐", "place": "วัด"}
    answer = planner.post(f"/desk/projects/lines/{line.pk}/new/", said | {"lat": "18.3", "lon": "99.4"})
    project = Project.objects.get()
    address = f"/desk/projects/{project.pk}/"
    assert (answer.url, project.budget) == (address, 100_000 * BAHT)
    planner.post(f"{address}start/")
    planner.post(f"{address}milestone/", {"title": "เทปูน"} | day("due_on"))
    milestone = project.milestones.get()
    assert "เทปูน" in planner.get(f"{address}close/").text
    planner.post(f"/desk/projects/milestones/{milestone.pk}/", day("on"))
    assert "เทปูน" not in planner.get(f"{address}close/").text
    signed = {"with_whom": "หจก.ทำจริง", "method": "specific", "amount": "90000"}
    planner.post(f"{address}contract/", signed | day("signed_on") | day("due_on"))
    planner.post(f"{address}voucher/", {"number": "1/70", "amount": "90000", "words": "ค่าจ้าง"} | day("on"))
    page = planner.get(address).text
    assert "100" in page and "หจก.ทำจริง" in page and "90,000" in page
    planner.post(f"{address}close/", {"words": "เสร็จแล้ว"})
    assert Project.objects.get().state == "closed"
    voucher = Voucher.objects.get()
    planner.post(f"/desk/projects/vouchers/{voucher.pk}/undo/", {"because": "พิมพ์ผิด"})
    assert Project.objects.get().spent == 0


@pytest.mark.parametrize(
    "said",
    [
        {"budget": "0"},
        {"budget": "999999999"},
        {"lat": "18"},
        {"in_homes": "on"},
        day("starts_on") | day("due_on", 2568),
    ],
)
def test_a_plan_that_cannot_be_keeps_what_was_typed(planner, said):
    line = a_line()
    typed = {"title": "ทางลาด", "kind": "other", "unit": "x", "budget": "1", "place": "วัด"} | said
    answer = planner.post(f"/desk/projects/lines/{line.pk}/new/", typed)
    assert answer.status_code == 422 and "ทางลาด" in answer.text
    assert not Project.objects.exists()


def test_a_payment_that_is_too_large_says_what_to_do(planner, cast):
    project = actions.start(a_project(cast), by=cast.wipa, at=NOW)
    typed = {"number": "1/70", "amount": "200001", "words": "ค่าจ้าง"} | day("on")
    answer = planner.post(f"/desk/projects/{project.pk}/voucher/", typed)
    assert answer.status_code == 422 and "200001" in answer.text


def test_a_photograph_asks_what_it_shows(planner, cast):
    project = a_closed_project(cast)
    typed = {"stage": "after", "alt": "", "nobody_recognisable": "on"} | day("on")
    address = f"/desk/projects/{project.pk}/photograph/"
    assert planner.post(address, typed | {"content": a_file()}).status_code == 422
    planner.post(address, typed | {"alt": "สะพานใหม่", "content": a_file()})
    made = Photograph.objects.get()
    assert planner.get(f"/desk/projects/photographs/{made.pk}/").headers["Content-Type"] == "image/jpeg"
    planner.post(f"/desk/projects/photographs/{made.pk}/remove/")
    assert not Photograph.objects.exists()


def test_a_project_is_divided_joined_and_stopped_at_the_desk(planner, cast):
    line = a_line()
    project = a_project(cast, line)
    parts = {"title_1": "ช่วงหนึ่ง", "budget_1": "150000", "title_2": "ช่วงสอง", "budget_2": "50000"}
    empty = {"title_3": "", "budget_3": "", "because": ""}
    address = f"/desk/projects/{project.pk}/divide/"
    assert planner.post(address, parts | empty | {"budget_2": "1"}).status_code == 422
    assert planner.post(address, parts | empty).status_code == 302
    one, two = Project.objects.filter(state="planned").order_by("pk")
    joined = {"others": [two.pk], "title": "ทั้งหมด", "because": ""}
    planner.post(f"/desk/projects/{one.pk}/join/", joined)
    whole = Project.objects.get(state="planned")
    assert (whole.title, whole.budget) == ("ทั้งหมด", 200_000 * BAHT)
    planner.post(f"/desk/projects/{whole.pk}/stop/", {"because": "ไม่ได้รับอนุญาต"})
    assert Project.objects.get(pk=whole.pk).state == "stopped"
    assert planner.get("/desk/projects/?state=stopped").text.count("ทั้งหมด") >= 1


def test_the_code_of_an_inspector_is_shown_once(planner):
    assert planner.post("/desk/inspections/roll/", {"name": "นางบัว"}).status_code == 422
    page = planner.post("/desk/inspections/roll/", {"name": "นางบัว ใจดี", "consented": "on"})
    who = Inspector.objects.get()
    assert page.text.count("-") and "นางบัว ใจดี" in page.text
    planner.post(f"/desk/inspections/roll/{who.pk}/end/")
    assert "นางบัว" not in planner.get("/desk/inspections/roll/").text


def test_a_resident_reports_without_an_account_and_sees_what_became_of_it(client, cast):
    project = a_closed_project(cast)
    address = f"/in/fah-sai/projects/{project.pk}/"
    said = {"finding": "not-fixed", "check_safe": "no", "words": "ราวหัก", "alt": "ราวสะพาน"}
    page = client.post(f"{address}look/", said | {"photograph": a_file()})
    code = page.context["code"]
    made = Inspection.objects.get()
    assert (made.state, made.checks) == ("waiting", {"safe": "no"})
    assert "ราวหัก" not in client.get(address).text
    picture_address = f"/in/fah-sai/projects/pictures/{made.pk}/"
    assert client.get(picture_address).status_code == 404
    sign_in(client, cast.wipa)
    assert "ราวหัก" in client.get(f"/desk/inspections/{made.pk}/").text
    assert client.get(f"/desk/inspections/{made.pk}/picture/").status_code == 200
    typed = {"outcome": "show", "answer": "จะซ่อม"}
    assert client.post(f"/desk/inspections/{made.pk}/", typed).status_code == 422
    client.post(f"/desk/inspections/{made.pk}/", typed | {"nobody_recognisable": "on"})
    client.logout()
    shown = client.get(address).text
    assert "ราวหัก" in shown and picture_address in shown and "จะซ่อม" in shown
    assert client.get(picture_address).status_code == 200
    assert "จะซ่อม" in client.post("/in/fah-sai/projects/reports/", {"code": code.lower()}).text
    assert client.post("/in/fah-sai/projects/reports/", {"code": "ZZZZZ"}).status_code == 422


def test_a_report_that_is_withheld_is_read_by_its_code_alone(client, cast):
    project = a_closed_project(cast)
    said = {"finding": "unsure", "words": "ลุงข้างวัดขโมยไม้"}
    code = client.post(f"/in/fah-sai/projects/{project.pk}/look/", said).context["code"]
    made = Inspection.objects.get()
    sign_in(client, cast.wipa)
    client.post(f"/desk/inspections/{made.pk}/", {"outcome": "withhold", "because": "กล่าวหาคน"})
    client.logout()
    assert "ลุง" not in client.get(f"/in/fah-sai/projects/{project.pk}/").text
    assert "กล่าวหาคน" in client.post("/in/fah-sai/projects/reports/", {"code": code}).text


def test_whoever_sends_many_reports_waits(client, cast):
    project = a_closed_project(cast)
    answers = [
        client.post(f"/in/fah-sai/projects/{project.pk}/look/", {"finding": "unsure"}).status_code
        for _ in range(40)
    ]
    assert 422 in answers and answers[0] == 200


def test_wrong_codes_and_own_work_are_said_beside_the_code(client, cast):
    project = a_closed_project(cast)
    _who, code = an_inspector(cast)
    address = f"/in/fah-sai/projects/{project.pk}/look/"
    for said in ({"code": "ABCDE"}, {"code": code, "own_work": "on"}):
        answer = client.post(address, {"finding": "fixed"} | said)
        assert answer.status_code == 422 and answer.context["form"].errors["code"]
    assert client.post(address, {"finding": "fixed", "code": code}).status_code == 200
    assert Inspection.objects.get().voice == "inspector"


def test_anyone_reads_the_list_the_project_and_the_open_data(client, cast):
    project = a_closed_project(cast)
    a_project(cast, in_homes=True, place="", lon=None, lat=None, title="ซ่อมบ้าน", kind="unsafe-house")
    page = client.get("/in/fah-sai/projects/").text
    assert project.title in page and "ซ่อมบ้าน" in page
    assert "ซ่อมบ้าน" not in client.get("/in/fah-sai/projects/?state=closed").text
    assert client.get("/in/fah-sai/projects/?state=nothing").status_code == 200
    table = client.get("/in/fah-sai/projects/projects.csv")
    rows = table.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("title,kind") and len(rows) == 3
    assert client.get(f"/in/fah-sai/projects/{cast.wipa.pk}/").status_code == 404
    assert client.get(f"/in/fah-sai/projects/{cast.wipa.pk}/look/").status_code == 404


def test_points_are_drawn_for_public_places_only(cast):
    a_project(cast)
    a_project(cast, in_homes=True, place="", lon=None, lat=None)
    assert [(one["lon"], one["mark"]) for one in reads.on_map(reads.projects())] == [(99.4, "calm")]


def test_the_page_of_the_day_says_what_waits(planner, cast):
    project = a_closed_project(cast)
    actions.inspect(project, actions.Look("unsure", words="x"), at=NOW)
    assert "/desk/inspections/" in planner.get("/desk/").text


def test_only_who_carries_out_projects_opens_them(client, cast):
    project = a_project(cast)
    sign_in(client, cast.mali)
    assert client.get(f"/desk/projects/{project.pk}/").status_code == 403
    assert client.get("/desk/inspections/roll/").status_code == 403
