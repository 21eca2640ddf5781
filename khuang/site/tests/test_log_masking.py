"""No token stands in a log."""

import pytest

from khuang.site.log_masking import mask

WHO = "01a20975-401d-7633-ba29-981545e99991"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /or/key/fah-sai.SECRET/formList 200", "GET /or/key/.../formList 200"),
        ("'/or/key/fah-sai.SECRET'", "'/or/key/...'"),
        (f"GET /welcome/{WHO}/SECRET/ 200", f"GET /welcome/{WHO}/.../ 200"),
        ("GET /invited/fah-sai.SECRET/ 200", "GET /invited/.../ 200"),
        ("GET /desk/people/ 200", "GET /desk/people/ 200"),
    ],
)
def test_tokens_of_phones_and_invitations_become_dots(said, kept):
    assert mask(said) == kept
