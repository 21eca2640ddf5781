"""A template that names a variable which its view did not give fails the test that renders it.

Import `refuse_unknown_variables` in conftest.py to switch it on everywhere. Inside `{% if %}` Django
itself takes an unknown name for nothing, and so do we.
"""

import pytest
from django.template import engines


class UnknownVariable(AssertionError):
    """A template names what it was not given."""


class _Refusal(str):
    """What Django puts where a variable is unknown: it asks us to name the variable, and we refuse."""

    def __contains__(self, piece):
        return piece == "%s" or super().__contains__(piece)

    def __mod__(self, variable):
        raise UnknownVariable(f"The template names {variable}, which it was not given.")


@pytest.fixture(autouse=True)
def refuse_unknown_variables(monkeypatch):
    for engine in engines.all():
        monkeypatch.setattr(engine.engine, "string_if_invalid", _Refusal("unknown"))
