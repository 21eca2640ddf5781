"""A draft of a form is thrown away, and whoever comes late is told."""

import pytest

from conftest import NOW, sign_in
from khuang.ground.municipalities.context import within
from khuang.ground.surveys import actions
from khuang.ground.surveys.models import Form, FormVersion
from khuang.ground.surveys.rules.problems import WrongState
from khuang.ground.surveys.tests.sample_forms import house_workbook


@pytest.fixture
def draft(cast):
    with within(cast.municipality):
        return actions.upload_form(house_workbook(), by=cast.prasit, at=NOW)


def test_a_draft_is_deleted_and_its_form_with_it(cast, draft, client):
    sign_in(client, cast.prasit)
    answer = client.post(f"/desk/forms/{draft.pk}/delete/", follow=True, headers={"accept-language": "en"})
    assert "The draft is deleted" in answer.content.decode()
    with within(cast.municipality):
        assert not FormVersion.objects.exists()
        assert not Form.objects.exists()


def test_what_was_published_is_not_deleted(cast, draft, client):
    with within(cast.municipality):
        actions.publish(draft, by=cast.prasit, at=NOW)
    sign_in(client, cast.prasit)
    answer = client.post(f"/desk/forms/{draft.pk}/delete/", follow=True, headers={"accept-language": "en"})
    assert "can no longer be changed" in answer.content.decode()
    with within(cast.municipality):
        assert FormVersion.objects.get().state == "published"


def test_who_publishes_a_draft_that_is_gone_is_told(cast, draft):
    with within(cast.municipality):
        actions.delete_draft(FormVersion.objects.get(), by=cast.prasit, at=NOW)
        with pytest.raises(WrongState):
            actions.publish(draft, by=cast.prasit, at=NOW)


def test_what_somebody_published_meanwhile_is_not_published_again(cast, draft):
    with within(cast.municipality):
        actions.publish(FormVersion.objects.get(), by=cast.prasit, at=NOW)
        with pytest.raises(WrongState):
            actions.publish(draft, by=cast.prasit, at=NOW)
