"""The settings that a phone reads from a QR code, and the token inside them.

Source: https://docs.getodk.org/collect-import-export/ (JSON, zlib, base64).
"""

import json
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any

# 256 bits; written in letters that survive in an address.
TOKEN_BYTES = 32


def settings_for(*, server_url: str, project: str) -> dict[str, Any]:
    """Give the settings of ODK Collect and KoboCollect for one device.

    Surveys leave the phone as soon as they are sent: a phone that is lost
    should hold as few of them as possible.
    """
    return {
        "general": {
            "protocol": "odk_default",
            "server_url": server_url,
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
            "delete_send": True,
            "app_language": "th_TH",
        },
        "admin": {},
        "project": {"name": project, "icon": "ข", "color": "#7a3b1e"},
    }


def packed(settings: dict[str, Any]) -> str:
    """Pack settings as the phone's QR reader wants them."""
    return b64encode(zlib.compress(json.dumps(settings, ensure_ascii=False).encode(), 9)).decode()


def unpacked(text: str) -> dict[str, Any]:
    """Read packed settings back."""
    settings: dict[str, Any] = json.loads(zlib.decompress(b64decode(text)))
    return settings


def token_hash(token: str) -> str:
    """Give what is stored of a token. It has 256 random bits, so a plain hash is enough."""
    return sha256(token.encode()).hexdigest()
