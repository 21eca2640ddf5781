"""A photograph that came with a list is reached from the person's page."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from conftest import sign_in
from khuang.care.people.models import ImportPhotograph
from khuang.care.people.tests.lists import HEAD, bring, csv_bytes, row, take_in, zip_bytes
from khuang.ground.municipalities.context import within


@pytest.fixture
def photograph(cast):
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(file, "JPEG")
    rows = csv_bytes([[*HEAD, "รูปถ่าย"], [*row(1, moo="3"), "1.jpg"]])
    content = zip_bytes(**{"list.csv": rows, "media/1.jpg": file.getvalue()})
    with within(cast.municipality):
        brought = bring(None, cast.mali, content=content, name="kobo.zip")
        take_in(brought, cast.mali)
        return ImportPhotograph.objects.get()


def test_a_person_page_leads_to_the_photograph_for_whoever_may_see_it(client, cast, photograph):
    address = reverse("people:photograph", args=[photograph.pk])
    page = reverse("desk:person", args=[photograph.person_id])
    sign_in(client, cast.mali)
    assert address in client.get(page).content.decode()
    assert b"".join(client.get(address).streaming_content).startswith(b"\xff\xd8")
    sign_in(client, cast.nok)
    seen = client.get(page)
    assert seen.status_code == 200 and address not in seen.content.decode()
