"""What `khuang` does inside Django: each chore calls the functions that own the matter."""

import sys
from argparse import Namespace
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command, execute_from_command_line
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation

from khuang.care.people import actions as people
from khuang.care.people.models import DuplicateSearch
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts import invitations, reads
from khuang.ground.journal import long_work
from khuang.ground.journal import reads as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.lib.home import home
from khuang.site import line, soundness
from khuang.site.demo import SLUG, cast
from khuang.site.demo.standing import standing


def prepare(chosen: Namespace) -> None:
    """Migrate when something is to be migrated, and build the demo when asked."""
    _bring_up_to_date()
    if chosen.demo:
        _offer_demo()
    if chosen.standin:
        _connect(Municipality.objects.get(slug=SLUG), chosen.standin)


def demo(chosen: Namespace) -> None:
    """Build the demo municipality, unless it stands already, and say who to sign in as."""
    _bring_up_to_date()
    _offer_demo()


def _offer_demo() -> None:
    municipality = standing() or _build_demo()
    print(f"{municipality.name} is invented. The password is {cast.PASSWORD}, and the page after it")
    print("already holds the code of the second step. Sign in as")
    for member in cast.OFFERED:
        print(f"  {member.username:<12} {member.name} ({reads.role(member.role).title})")


def _build_demo() -> Municipality:
    # Only now: it loads what reads forms and outlines, which a start without a build does not wait for.
    from khuang.site.demo import build

    return build.build(_tell).municipality


def connect_standin(chosen: Namespace) -> int | None:
    """Let a demo municipality speak with the stand-in for LINE; 1 when it is no demo."""
    municipality = Municipality.objects.filter(slug=chosen.municipality, is_demo=True).first()
    if municipality is None:
        print(f"{chosen.municipality} is no demo municipality of this installation.", file=sys.stderr)
        return 1
    address = line.address(chosen.host, chosen.port)
    _connect(municipality, address)
    print(f"A pretend telephone, which is not LINE: {address}/")
    return None


def _connect(municipality: Municipality, address: str) -> None:
    connecting = import_module(f"{line.STANDIN}.connecting")
    file = line.file(home(), municipality.slug)
    with within(municipality):
        at, origin = timezone.now(), settings.KHUANG_ORIGIN
        connecting.connect(municipality, file, base=address, origin=origin, at=at)
    connecting.draw_menus(municipality, file, address)


def create_admin(chosen: Namespace) -> int | None:
    """Make an administrator, and the municipality when it is new; print the link to choose a password."""
    _bring_up_to_date()
    try:
        with translation.override("en"):
            _create_admin(chosen)
    except ValidationError as refusal:
        # With the name of what was typed: "slug: ...".
        words = [f"{name}: {' '.join(said)}" for name, said in refusal.message_dict.items()]
        print(*words, sep="\n", file=sys.stderr)
        return 1
    except EOFError:
        print("\nAn answer is missing. Type it, or pipe all answers in.", file=sys.stderr)
        return 1
    return None


def _create_admin(chosen: Namespace) -> None:
    municipality = _municipality(chosen.municipality or _ask("Short name of the municipality, a to z: "))
    name = chosen.name or _ask("Name to sign in with: ")
    at = timezone.now()
    with within(municipality):
        account = accounts.create_account(name, display_name=_ask("Full name: "), by=SYSTEM, at=at)
        accounts.give_role(account, "administrator", held_at="municipality", by=SYSTEM, at=at)
        token = accounts.invite(account, by=SYSTEM, at=at)
    link = invitations.link(account, token)["link"]
    print(f"Open this within three days to choose a password:\n{link}")


def verify_journal(chosen: Namespace) -> int:
    """Walk every municipality's chain; 1 when one is broken. The last word proves the end of a chain."""
    broken = 0
    for municipality in Municipality.objects.all():
        with within(municipality):
            found = journal.verdict()
        broken += bool(found.because)
        state = f"line {found.broken_at} is {found.because}" if found.because else "whole"
        print(f"{municipality.slug}: {found.lines} lines, {state}, {found.head.hex()}")
    return min(1, broken)


def replay(chosen: Namespace) -> int:
    """Build each registry again from its submissions and compare; 1 when they differ. Changes nothing."""
    differing = 0
    for municipality in Municipality.objects.all():
        with within(municipality):
            found = people.replay_check()
        differing += bool(found.differences)
        print(
            f"{municipality.slug}: {found.submissions} submissions and {found.by_hand} changes by hand "
            f"make {found.rows} rows, {len(found.differences) or 'none'} of them different"
        )
        for difference in found.differences:
            print(f"  {difference.kind} {difference.record_id} only in the {difference.only_in}")
    return min(1, differing)


def duplicates(chosen: Namespace) -> None:
    """Search each registry for records that may be the same person; they wait under Records to settle."""
    for municipality in Municipality.objects.all():
        with within(municipality):
            work = people.new_search(by=SYSTEM, at=timezone.now())
        more = True
        while more:
            more = long_work.carry_on(
                municipality.pk, DuplicateSearch, work.pk, people.search_piece, seconds=1
            )
            with within(municipality):
                work.refresh_from_db()
            print(f"\r{municipality.slug}: {work.done} of {work.total} people", end="", flush=True)
        print(
            f"\r{municipality.slug}: {work.pairs} pairs of {work.total} people compared, {work.found} likely"
        )


def check(chosen: Namespace) -> int:
    """Run Django's checks and ours of this machine; 1 when something is to be done."""
    call_command("check", databases=["default"], fail_level="WARNING")
    found = list(soundness.problems())
    if _behind():
        found.append("The database is older than this version. Run: khuang prepare")
    print("\n".join(found) or "Everything is in order.")
    return min(1, len(found))


def manage(chosen: Namespace) -> None:
    execute_from_command_line(["khuang manage", *chosen.rest])


def _bring_up_to_date() -> None:
    if _behind():
        print("Bringing the database up to date ...", flush=True)
        call_command("migrate", verbosity=0)
        _find_everybody()


def _find_everybody() -> None:
    """Make the keys of people who have none: an older version had no such table, or made other keys."""
    for municipality in Municipality.objects.all():
        with within(municipality):
            people.fill_keys()


def _behind() -> bool:
    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _municipality(slug: str) -> Municipality:
    found = Municipality.objects.filter(slug=slug).first()
    if found:
        return found
    new = Municipality(slug=slug)
    new.clean_fields(exclude=["name", "name_en"])
    new.name, new.name_en = _ask(f"{slug} is new. Its name in Thai: "), _ask("Its name in English: ")
    new.full_clean()
    new.save()
    return new


def _tell(done: int, of: int) -> None:
    print(f"\rBuilding the demo municipality: {done} of {of} surveys", end="", flush=True)
    if done == of:
        print("\nNow the cases, visits, talks, plans and projects that came of them ...", flush=True)


def _ask(question: str) -> str:
    return input(question).strip()
