"""A municipality with a published form and one researcher's phone, committed for real, behind a server."""

from types import SimpleNamespace

import pytest

from conftest import NOW, make_cast, make_municipality
from khuang.ground.surveys.tests.phones import Phone, serving
from khuang.ground.surveys.tests.sample_forms import house_workbook


def publish_house_form(cast, **settings):
    """Upload and publish the house form."""
    from khuang.ground.surveys import actions

    version = actions.upload_form(house_workbook(**settings), by=cast.prasit, at=NOW)
    actions.publish(version, by=cast.prasit, at=NOW)
    return version


@pytest.fixture
def field(committed, settings):
    """The field: cast, form, phone, server. `field.within()` opens the municipality."""
    from khuang.ground.municipalities.context import within
    from khuang.ground.surveys import actions

    municipality = make_municipality()
    cast = make_cast(municipality)
    with within(municipality):
        version = publish_house_form(cast)
        device, token = actions.register_device(cast.nok, "โทรศัพท์ของนก", by=cast.prasit, at=NOW)
    with serving() as origin:
        settings.KHUANG_ORIGIN = origin
        yield SimpleNamespace(
            cast=cast,
            version=version,
            device=device,
            token=token,
            origin=origin,
            phone=Phone(origin, token),
            within=lambda: within(municipality),
        )


@pytest.fixture
def house_form(cast, inside):
    """The published house form, in a test that is rolled back."""
    return publish_house_form(cast)
