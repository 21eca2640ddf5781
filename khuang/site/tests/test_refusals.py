"""What is refused before it begins is refused in words."""

from argparse import Namespace

import pytest

from khuang.ground.municipalities.models import Municipality
from khuang.site import chores

pytestmark = pytest.mark.django_db


def test_an_unknown_host_is_refused_and_breaks_nothing(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "อ่านคำขอนี้ไม่ได้" in answer.content.decode()


@pytest.mark.parametrize(
    ("slug", "typed", "said"),
    [
        ("Bad Name/ไทย", [], "slug:"),
        ("new", ["", "New"], "name:"),
        ("new", ["ใหม่"], "An answer is missing"),
    ],
)
def test_an_administrator_of_no_proper_municipality_is_refused(slug, typed, said, monkeypatch, capsys):
    answers = iter(typed)

    def typing(question):
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(chores, "_behind", lambda: False)
    monkeypatch.setattr("builtins.input", typing)
    assert chores.create_admin(Namespace(municipality=slug, name="somchai")) == 1
    assert said in capsys.readouterr().err
    assert not Municipality.objects.filter(slug=slug).exists()
