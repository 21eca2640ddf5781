"""E-mail: plain text, one recipient, through the municipality's own mail server."""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from django.utils.translation import gettext_lazy as _

from khuang.ground.messaging.rules.channels import Channel, Parcel, Receipt, Setting

TIMEOUT_S = 15.0
LONGEST_SUBJECT = 60


def deliver(parcel: Parcel) -> Receipt:
    """Hand one message to the mail server."""
    try:
        with _connected(parcel.account) as server:
            server.send_message(_mail(parcel))
    except smtplib.SMTPRecipientsRefused as refusal:
        code = next(iter(refusal.recipients.values()))[0]
        return Receipt("retry" if code < 500 else "failed", because=f"smtp-{code}")
    except smtplib.SMTPResponseException as answer:
        permanent = answer.smtp_code >= 500 and not isinstance(answer, smtplib.SMTPAuthenticationError)
        return Receipt("failed" if permanent else "retry", because=f"smtp-{answer.smtp_code}")
    except (OSError, smtplib.SMTPException):
        return Receipt("retry", because="unreachable")
    return Receipt("sent")


def _mail(parcel: Parcel) -> EmailMessage:
    text, sender = parcel.message.text or "", parcel.account.settings["sender"]
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, parcel.contact.address
    # The subject stands on locked screens: the first line, which holds nothing personal either.
    mail["Subject"] = (text.splitlines() or [""])[0][:LONGEST_SUBJECT]
    # Servers and readers drop a second mail with the same id.
    mail["Message-ID"] = f"<{parcel.message.retry_key}@{sender.rpartition('@')[2].strip('> ')}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    return mail


@contextmanager
def _connected(account: Any) -> Iterator[smtplib.SMTP]:
    settings, secrets = account.settings, account.secrets or {}
    security = settings.get("security") or "starttls"
    context = ssl.create_default_context()
    with _dialled(settings, context if security == "tls" else None) as server:
        if security == "starttls":
            server.starttls(context=context)
        if secrets.get("user"):
            server.login(secrets["user"], secrets.get("password", ""))
        yield server


def _dialled(settings: Mapping[str, str], tls: ssl.SSLContext | None) -> smtplib.SMTP:
    host, port = settings["host"], int(settings.get("port") or 587)
    if tls:
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=tls)
    return smtplib.SMTP(host, port, timeout=TIMEOUT_S)


CHANNEL = Channel(
    code="email",
    words=_("E-mail"),
    deliver=deliver,
    takes_typed_address=True,
    settings=(
        Setting("host", _("Mail server"), _("Such as mail.example.go.th"), pattern=r"[\w.\-]+"),
        Setting("port", _("Port"), _("587, or 465 for tls"), default="587", pattern=r"\d{2,5}"),
        Setting(
            "security",
            _("Security"),
            _("starttls, tls, or none on our own network"),
            default="starttls",
            pattern="starttls|tls|none",
        ),
        Setting(
            "sender", _("Address of the sender"), _("Such as hear@example.go.th"), pattern=r"[^@\s]+@[^@\s]+"
        ),
        Setting("user", _("User"), is_secret=True, is_needed=False),
        Setting("password", _("Password"), is_secret=True, is_needed=False),
    ),
)
