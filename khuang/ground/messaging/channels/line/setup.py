"""`khuang line setup`: everything between a new LINE Official Account and a municipality that hears by it.

Run as often as one likes: what is right already stays as it is, and what is wrong is said with what to do.
"""

import getpass
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation

from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions, reads
from khuang.ground.messaging.channels.line import client, health, menus, reading
from khuang.ground.messaging.models import ChannelAccount
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality

CONSOLE = "https://developers.line.biz/console/"
SECRETS = {
    "secret": "Channel secret (LINE Developers, Basic settings): ",
    "token": "Channel access token, long-lived (LINE Developers, Messaging API): ",
}


class CannotSetUp(Exception):
    """It cannot go on; the text says why and what to do."""


@dataclass(frozen=True)
class Step:
    """One thing that was looked at.

    is_well   whether it is right
    said      what was found, and what to do when it is wrong
    """

    is_well: bool
    said: str


def setup(chosen: Namespace) -> int:
    """Set LINE up for one municipality and tell step by step; 1 when something is left to do."""
    try:
        municipality = _municipality(chosen.municipality)
        account = _account(municipality, chosen, _ask)
        with translation.override("en"):
            steps = list(go_through(municipality, account))
    except CannotSetUp as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.writelines(f"{'ok  ' if step.is_well else 'TODO'}  {step.said}\n" for step in steps)
    return 0 if all(step.is_well for step in steps) else 1


def go_through(municipality: Municipality, account: ChannelAccount) -> Iterator[Step]:
    """Look at token, webhook, quota and menus, and put right what we can. Raises CannotSetUp."""
    line = client.of(account)
    yield _token(line, account)
    try:
        yield from _webhook(line, f"{settings.KHUANG_ORIGIN}/line/{municipality.slug}/", account)
        yield _quota(municipality, account)
        yield from make_menus(line, account)
    except client.LineTrouble as trouble:
        raise CannotSetUp(f"LINE did not do it: {_why(trouble)} Try again.") from None


def make_menus(line: client.Client, account: ChannelAccount) -> Iterator[Step]:
    """Make the menus that are not there yet, show the Thai one to everybody, take older ones away."""
    there = {menu["name"]: menu["richMenuId"] for menu in line.menus()}
    wanted = {language: menus.menu(language) for language in menus.LANGUAGES}
    ids = {}
    for language, menu in wanted.items():
        ids[language], is_new = _menu(line, there.get(menu["name"]), menu, language)
        yield Step(True, f"Menu ({language}): {'made' if is_new else 'is there'}.")
    if line.default_menu() != ids["th"]:
        line.set_default_menu(ids["th"])
    old = [
        key for name, key in there.items() if name.startswith(f"{menus.NAME}-") and key not in ids.values()
    ]
    for key in old:
        line.delete_menu(key)
    _keep(account, settings={**account.settings, "menus": ids})


def _municipality(slug: str | None) -> Municipality:
    found = list(Municipality.objects.filter(slug=slug) if slug else Municipality.objects.all())
    if len(found) == 1:
        return found[0]
    slugs = ", ".join(Municipality.objects.values_list("slug", flat=True)) or "none yet: khuang admin create"
    raise CannotSetUp(f"Say which municipality, by --municipality. There are: {slugs}")


def _account(municipality: Municipality, chosen: Namespace, ask: Callable[[str], str]) -> ChannelAccount:
    """Give the account with its keys, asking for those that are not known; --again asks for all."""
    with within(municipality):
        account = reads.account_of(reading.LINE)
        known = dict(account.secrets or {}) if account and not chosen.again else {}
    asked = {name: ask(question) for name, question in SECRETS.items() if not known.get(name)}
    if missing := [name for name, typed in asked.items() if not typed]:
        raise CannotSetUp(f"Without its {' and '.join(missing)} it cannot be set up. Look at {CONSOLE}")
    if account is None or asked or not account.is_on:
        with within(municipality):
            account = _save(account, asked)
    return account


def _save(account: ChannelAccount | None, asked: dict[str, str]) -> ChannelAccount:
    channel, at = reads.channel(reading.LINE), timezone.now()
    # What the page of channels would show for the rest, so that nothing else changes.
    typed = (account.settings if account else {}) | asked
    actions.set_up_channel(channel, typed, by=journal.SYSTEM, at=at)
    return actions.switch_channel(channel, True, by=journal.SYSTEM, at=at)


def _ask(question: str) -> str:
    """Ask without showing it on the screen; read it from a pipe where there is no screen."""
    try:
        return (getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline()).strip()
    except EOFError:
        return ""


def _token(line: client.Client, account: ChannelAccount) -> Step:
    try:
        bot = line.bot()
    except client.TokenRefused:
        raise CannotSetUp(
            f"LINE does not accept the access token. Issue one at {CONSOLE} (Messaging API, channel access "
            "token), then run this with --again."
        ) from None
    except client.LineTrouble as trouble:
        raise CannotSetUp(f"LINE was not reached: {_why(trouble)} Is this machine online?") from None
    health.note_name(account, bot["basicId"])
    return Step(True, f"Access token: LINE knows us as {bot['displayName']} ({bot['basicId']}).")


def _webhook(line: client.Client, address: str, account: ChannelAccount) -> Iterator[Step]:
    if urlsplit(address).scheme != "https" and not account.settings.get("api"):
        yield Step(False, f"Webhook: LINE calls https addresses only, not {address}. Set KHUANG_ORIGIN.")
        return
    now = _endpoint(line)
    if account.settings.get("api") and now.get("endpoint"):
        # Only whoever started the stand-in knows at which port the demo listens.
        address = now["endpoint"]
    if now.get("endpoint") != address:
        line.set_webhook(address)
        now = _endpoint(line)
    if not now.get("active"):
        yield Step(False, f"Webhook: switch on “Use webhook” at {CONSOLE} (Messaging API).")
    tried = line.test_webhook(address)
    yield _tried(tried, address)


def _tried(tried: dict, address: str) -> Step:
    if tried.get("success"):
        return Step(True, f"Webhook: LINE calls {address} and is answered.")
    status, reason = tried.get("statusCode"), tried.get("reason", "")
    todo = _TODO.get(str(status), "Is this machine reached from the internet, with a valid certificate?")
    return Step(False, f"Webhook: LINE called {address} in vain ({reason} {status}). {todo}")


def _endpoint(line: client.Client) -> dict:
    try:
        return line.webhook()
    except client.Refused:
        return {}


def _quota(municipality: Municipality, account: ChannelAccount) -> Step:
    health.look(municipality.pk)
    with within(municipality):
        account.refresh_from_db(fields=["status"])
    return Step(not account.status.get("problem"), f"Quota: {' '.join(health.status(account))}")


def _menu(line: client.Client, key: str | None, menu: dict, language: str) -> tuple[str, bool]:
    """Give the id of a menu, and whether it had to be made; one that broke off without picture is ended."""
    if key and line.has_picture(key):
        return key, False
    key = key or line.make_menu(menu)
    line.upload_menu(key, menus.picture(language))
    return key, True


def _keep(account: ChannelAccount, **changed: object) -> None:
    for name, value in changed.items():
        setattr(account, name, value)
    with within(account.municipality_id):
        account.save(update_fields=list(changed))


def _why(trouble: client.LineTrouble) -> str:
    return f"{type(trouble).__name__} {trouble}.".replace(" .", ".")


_TODO = {
    "403": "The channel secret is another one: run this with --again.",
    "401": "A program between LINE and us takes the signature away.",
    "404": "Does KHUANG_ORIGIN lead to this installation?",
}
