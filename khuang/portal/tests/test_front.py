from uuid import uuid4

from django.utils import timezone

from conftest import NOW, make_municipality, sign_in
from khuang.civic.issues.models import News
from khuang.civic.issues.tests.test_paths import make_issue
from khuang.ground.indicators.actions import publish
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within


def test_one_municipality_is_the_front_itself(client, municipality):
    page = client.get("/")
    assert page.status_code == 200
    assert municipality.name in page.content.decode()


def test_several_municipalities_are_listed_each_with_its_page(client, municipality):
    make_municipality("dok-mai", "เทศบาลตำบลดอกไม้", "Dok Mai")
    page = client.get("/").content.decode()
    assert 'href="/in/dok-mai/"' in page
    assert "เทศบาลตำบลดอกไม้" in client.get("/in/dok-mai/").content.decode()
    assert client.get("/in/no-such-place/").status_code == 404


def test_a_new_installation_says_what_to_do(client, db):
    assert "khuang admin create" in client.get("/").content.decode()


def test_only_published_figures_of_this_municipality_are_shown(client, municipality):
    other = make_municipality("dok-mai", "เทศบาลตำบลดอกไม้", "Dok Mai")
    for place, count in ((municipality, 10_263), (other, 777)):
        with within(place):
            publish("people_registered", count, period=NOW.date(), source="registry", by=SYSTEM, at=NOW)
    page = client.get(f"/in/{municipality.slug}/").content.decode()
    assert "10,200" in page
    assert "10,263" not in page
    assert "700" not in page


def test_staff_of_another_municipality_may_read_it_too(client, cast):
    make_municipality("dok-mai", "เทศบาลตำบลดอกไม้", "Dok Mai")
    sign_in(client, cast.mali)
    assert client.get("/in/dok-mai/").status_code == 200


def test_the_name_stands_in_the_readers_language(client, municipality):
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert municipality.name_en in page


def test_an_answer_stands_once_though_several_issues_were_told_it(client, cast):
    project = uuid4()
    with within(cast.municipality):
        for words in ("ไม่มีรถไปหาหมอ", "ค่ารถแพง"):
            issue, _code = make_issue(cast, words)
            about = {"node_kind": "project", "node_id": project, "title": "รถรับส่งผู้ป่วย"}
            News.objects.create(issue=issue, code="projects.done", on=timezone.localdate(NOW), **about)
    page = client.get(f"/in/{cast.municipality.slug}/", headers={"accept-language": "en"}).content.decode()
    assert page.count("รถรับส่งผู้ป่วย") == 1
