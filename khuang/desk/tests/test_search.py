"""The search box: asked by POST, answered as a page or a part of it, and every look noted."""

import json

from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within

HX = {"HX-Request": "true"}


def listings(town):
    with within(town.cast.municipality):
        return [
            json.loads(line.reference) for line in Entry.objects.filter(event="people.listed").order_by("seq")
        ]


def test_somebody_is_found_and_the_look_is_noted_without_what_was_typed(town, sign_in):
    page = sign_in(town.cast.mali).post("/desk/search/", {"search": "แกว อยูไกล"})
    assert "แก้ว" in page.content.decode()
    assert f"/desk/people/{town.kaew.pk}/" in page.content.decode()
    said = listings(town)[-1]
    assert said["also"] == [str(town.kaew.pk)]
    assert "แก" not in json.dumps(said, ensure_ascii=False)


def test_the_part_is_the_same_as_in_the_page(town, sign_in):
    client = sign_in(town.cast.mali)
    page = client.post("/desk/search/", {"search": "แก้ว อยู่ไกล"}).content.decode()
    part = client.post("/desk/search/", {"search": "แก้ว อยู่ไกล"}, headers=HX).content.decode()
    assert "<h1" not in part
    assert part.strip() in page


def test_nothing_typed_shows_nobody(town, sign_in):
    client = sign_in(town.cast.mali)
    before = listings(town)
    for typed in ("", "ก", "%"):
        assert "data-kh-hit" not in client.post("/desk/search/", {"search": typed}).content.decode()
    assert "data-kh-hit" not in client.get("/desk/search/?search=แก้ว").content.decode()
    assert listings(town) == before


def test_where_nobody_was_found_the_name_goes_on_to_the_registration(town, sign_in):
    client = sign_in(town.cast.mali)
    page = client.post("/desk/search/", {"search": "นางนกน้อย ทางไกล"}).content.decode()
    assert 'name="begun" value="นางนกน้อย ทางไกล"' in page
    form = client.post("/desk/people/register/", {"begun": "นางนกน้อย ทางไกล"})
    assert form.status_code == 200
    assert form.context["form"].initial == {"title": "นาง", "given_name": "นกน้อย", "family_name": "ทางไกล"}
    numbers = client.post("/desk/people/register/", {"begun": "0812345678"})
    assert numbers.context["form"].initial == {}


def test_a_carer_finds_only_whom_they_care_for(town, sign_in):
    client = sign_in(town.cast.boonsri)
    assert "data-kh-hit" in client.post("/desk/search/", {"search": "แก้ว อยู่ไกล"}).content.decode()
    assert "data-kh-hit" not in client.post("/desk/search/", {"search": "มาลี ใจดี"}).content.decode()


def test_the_box_stands_where_people_are_looked_for(town, sign_in):
    client = sign_in(town.cast.mali)
    for place in ("/desk/", "/desk/people/", "/desk/search/"):
        page = client.get(place).content.decode()
        assert page.count('id="search"') == page.count('id="found"') == 1, place
        assert 'autocomplete="off"' in page
