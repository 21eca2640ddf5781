"""Browsers of the cast."""

import pytest
from django.test import Client
from django.utils import timezone

from conftest import PASSWORD, sign_in
from khuang.ground.accounts import actions
from khuang.ground.municipalities.context import within


@pytest.fixture
def browse(cast):
    """Give the browser of one of the cast, signed in."""

    def browser_of(name):
        client = Client()
        sign_in(client, getattr(cast, name))
        return client

    return browser_of


@pytest.fixture
def with_password(cast):
    """Give one of the cast a password."""

    def set_for(name):
        account = getattr(cast, name)
        with within(cast.municipality):
            actions.set_password(account, PASSWORD, by=account, at=timezone.now())
        return account

    return set_for
