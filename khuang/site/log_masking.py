"""Keeps the tokens of devices, links, guests and invitations out of every log line."""

import logging
import re

TOKEN = re.compile(r"(/or/key/|/come-in/|/invited/|/letter/|/welcome/[0-9a-f-]{36}/)[^/\s\"'?]+")


def mask(text: str) -> str:
    """Replace the token in the address of a phone, a link or an invitation by three dots."""
    return TOKEN.sub(r"\1...", text)


class MaskTokens(logging.Filter):
    """Masks tokens in the finished message and in the traceback that goes with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        record.exc_text = mask(record.exc_text) if record.exc_text else record.exc_text
        return True
