import pytest


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_the_switch_leads_to_no_other_host(client, target):
    answer = client.post("/language/", {"language": "en", "next": target})
    assert answer.headers["location"] == "/"


def test_the_switch_goes_back_and_keeps_the_choice(client):
    answer = client.post("/language/", {"language": "en", "next": "/gallery/?a=1"})
    assert answer.headers["location"] == "/gallery/?a=1"
    assert answer.cookies["django_language"].value == "en"


def test_an_unknown_language_changes_nothing(client):
    assert "django_language" not in client.post("/language/", {"language": "xx", "next": "/"}).cookies


def test_the_switch_is_not_a_link(client):
    assert client.get("/language/").status_code == 405
