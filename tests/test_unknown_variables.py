"""The guard against unknown template variables, shown a fault."""

import pytest
from django.template import engines

from tests.unknown_variables import UnknownVariable, refuse_unknown_variables

__all__ = ["refuse_unknown_variables"]


def render(text, **context):
    return engines["django"].from_string(text).render(context)


@pytest.mark.parametrize("text", ["{{ nobody }}", "{{ person.nobody }}", "{{ nobody|upper }}"])
def test_an_unknown_variable_is_refused(text):
    with pytest.raises(UnknownVariable, match="nobody"):
        render(text, person={})


def test_known_ones_and_questions_pass():
    assert render("{{ name }}{% if nobody %}!{% endif %}", name="มะลิ") == "มะลิ"
