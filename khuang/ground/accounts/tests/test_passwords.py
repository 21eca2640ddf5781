"""Passwords that are guessed first here are refused; long ones of any letters are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from conftest import PASSWORD


@pytest.mark.parametrize(
    "password",
    [
        "Thailand 2569!",
        "รหัสผ่านของฉัน",
        "สวัสดีครับ123456",
        "เทศบาลตำบล2569",
        "Fa Sai 1234567",
        "เทศบาลตำบลฟ้าใส",
        "ababababababab",
        "๑๒๓๔๕๖๗๘๙๐๑๒",
        "khuang-demo-2569",
    ],
)
def test_what_is_guessed_first_is_refused(cast, password):
    with pytest.raises(ValidationError):
        validate_password(password, cast.mali)


@pytest.mark.parametrize(
    "password", [PASSWORD, "ฝนตกที่หน้าต่างบ้านยาย", "x7 kettle moon rice", "a" * 20 + "bcdefgh" * 9]
)
def test_other_long_ones_are_not(cast, password):
    validate_password(password, cast.mali)
