"""The page that answers when something broke: plain words, no stack, no database."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader


def server_error(request):
    """Say 503 when the database is away or the disk is full, else 500."""
    status = 503 if is_unavailable(sys.exc_info()[1]) else 500
    return HttpResponse(loader.get_template(f"{status}.html").render(), status=status)


def is_unavailable(error) -> bool:
    """Say whether waiting would help: the database is away, or the disk is full."""
    return (
        isinstance(error, (OperationalError, InterfaceError)) or getattr(error, "errno", None) == errno.ENOSPC
    )
