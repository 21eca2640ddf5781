"""A lost keyring is noticed, never replaced while sealed data is there."""

import pytest

from conftest import make_municipality
from khuang.site import command


@pytest.fixture
def without_keyring(tmp_path, monkeypatch, server):
    monkeypatch.setenv("KHUANG_KEYRING", str(tmp_path / "keyring.json"))
    monkeypatch.setenv("DATABASE_URL", server.app_url)
    return tmp_path / "keyring.json"


def test_an_empty_installation_gets_its_keys(committed, without_keyring):
    command._make_keys()
    assert without_keyring.exists()


def test_a_lost_keyring_is_not_replaced(committed, without_keyring):
    make_municipality()
    with pytest.raises(command.KeysLost, match="from its backup"):
        command._make_keys()
    assert not without_keyring.exists()


def test_without_an_answer_from_the_database_no_key_is_made(without_keyring, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://nobody@/nothing?host={tmp_path}")
    with pytest.raises(command.KeysLost):
        command._make_keys()
    assert not without_keyring.exists()
