"""The link by which an invited person comes in, and who stands behind one."""

import segno
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse

from khuang.ground.accounts.models import Account


def link(account, token):
    """Return the link and its QR code, to be handed over in person."""
    path = reverse("accounts:welcome", args=[account.pk, token])
    url = f"{settings.KHUANG_ORIGIN}{path}"
    return {"link": url, "qr": segno.make(url, micro=False).svg_data_uri(scale=5, border=2)}


def invited(key, token):
    """Return the account that a link invites, or None when the link has had its day."""
    account = Account.objects.filter(pk=key, is_active=True).first()
    return account if account and default_token_generator.check_token(account, token) else None
