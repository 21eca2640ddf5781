"""`khuang`: what an operator types. Each word calls a function that lives elsewhere."""

import argparse
import gc
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg

from khuang.lib import archives, embedded_postgres, keyrings, postgres_programs, recovery
from khuang.lib.home import home
from khuang.site import line, supervisor
from khuang.site.backups import restoring
from khuang.site.demo import SLUG


class KeysLost(Exception):
    """The keyring is not where it belongs, and a new one would not open what the database holds."""


class HashesHalfChanged(Exception):
    """Some keyed hashes may be new and some old, so look-ups would miss people."""


REFUSALS = (
    KeysLost,
    HashesHalfChanged,
    supervisor.CannotServe,
    line.StandsInAlready,
    embedded_postgres.WouldNotStart,
    embedded_postgres.WouldNotStop,
    postgres_programs.NoPrograms,
    keyrings.CannotUnwrap,
    archives.Unreadable,
    recovery.WrongCode,
    restoring.CannotRestore,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or not in order, 2 not understood,
    130 broken off."""
    # What we write below home is for us alone.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")
    chosen = _parser().parse_args(arguments)
    try:
        return chosen.run(chosen) or 0
    except REFUSALS as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("khuang", description="Runs and looks after one installation of Khuang.")
    words = parser.add_subparsers(required=True, metavar="COMMAND")

    up = words.add_parser("up", help="serve; Ctrl-C stops everything")
    _address(up)
    up.add_argument("--demo", action="store_true", help="build the demo municipality on the first start")
    up.set_defaults(
        run=lambda chosen: supervisor.up(home(), host=chosen.host, port=chosen.port, demo=chosen.demo)
    )

    demo = words.add_parser("demo", help="build the demo municipality")
    demo.set_defaults(run=_with_database("demo"))

    admin = words.add_parser("admin", help="administrators").add_subparsers(required=True, metavar="ACTION")
    create = admin.add_parser("create", help="make a municipality's administrator, asking for the rest")
    create.add_argument("--municipality", help="its short name, a to z; it is made when it is not there yet")
    create.add_argument("--name", help="the name to sign in with")
    create.set_defaults(run=_with_database("create_admin"))

    journal = words.add_parser("journal", help="the journal").add_subparsers(required=True, metavar="ACTION")
    verify = journal.add_parser("verify", help="prove that no line was changed or taken out")
    verify.set_defaults(run=_with_database("verify_journal"))

    replay = words.add_parser("replay", help="build the registry again from all submissions and compare")
    replay.add_argument("--check", action="store_true", required=True, help="compare, and change nothing")
    replay.set_defaults(run=_with_database("replay"))

    _keys_and_copies(words)

    _line(words)

    duplicates = words.add_parser("duplicates", help="search each registry for records of the same person")
    duplicates.set_defaults(run=_with_database("duplicates"))

    check = words.add_parser("check", help="say whether this installation is in order")
    check.set_defaults(run=_with_database("check"))

    prepare = words.add_parser("prepare", help="bring keys and database up to date, as `up` does by itself")
    prepare.add_argument(
        "--demo", action="store_true", help="build the demo municipality when there is none yet"
    )
    prepare.add_argument("--standin", metavar="ADDRESS", help=argparse.SUPPRESS)
    prepare.set_defaults(run=_with_database("prepare"))

    serve = words.add_parser("serve", help="the web server alone, as `up` starts it")
    _address(serve)
    serve.set_defaults(run=lambda chosen: import_module("khuang.site.web").serve(chosen.host, chosen.port))

    work = words.add_parser("work", help="the job worker alone, as `up` starts it")
    work.set_defaults(run=_in_django("work", "khuang.site.worker"))

    manage = words.add_parser("manage", help="any command of Django", add_help=False)
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(run=_with_database("manage"))
    return parser


def _line(words: Any) -> None:
    commands = words.add_parser("line", help="LINE").add_subparsers(required=True, metavar="ACTION")
    setup = commands.add_parser("setup", help="check token, webhook and quota, and make the menus")
    setup.add_argument("--municipality", metavar="SLUG", help="which one, when there are several")
    setup.add_argument("--again", action="store_true", help="ask for the keys although they are known")
    setup.set_defaults(run=_with_database("setup", line.SETUP))
    standin = commands.add_parser("standin", help="a telephone for the demo, to be tried without LINE")
    _address(standin, line.FIRST_PORT)
    standin.add_argument("--municipality", metavar="SLUG", default=SLUG, help="a demo (%(default)s)")
    standin.add_argument("--connected", action="store_true", help=argparse.SUPPRESS)
    standin.set_defaults(run=_stand_in)


def _keys_and_copies(words: Any) -> None:
    rekey = words.add_parser("rekey", help="seal everything with a new key, while the site runs")
    rekey.add_argument("--retire", action="store_true", help="then take the old keys out")
    rekey.add_argument("--index", action="store_true", help="make keyed hashes anew; stop Khuang first")
    rekey.set_defaults(run=_with_database("rekey", "khuang.site.keys.commands"))

    backup = words.add_parser("backup", help="make a sealed, signed copy of everything in one file")
    backup.add_argument("--to", metavar="FOLDER", help="where to; without it, what KHUANG_BACKUPS names")
    backup.add_argument("--keep", type=_several, metavar="N", help="remove all but the N newest there")
    backup.add_argument("--new-key", action="store_true", help="make the recovery code and show it, once")
    backup.set_defaults(run=_with_database("backup", "khuang.site.backups.commands"))

    restore = words.add_parser("restore", help="bring a backup back into an empty home")
    restore.add_argument("file")
    restore.add_argument("--rehearse", action="store_true", help="beside the live one, and throw it away")
    restore.add_argument("--into", metavar="FOLDER", help="the new home; without it, what KHUANG_HOME names")
    restore.add_argument("--code-file", metavar="FILE", help="holds the recovery code, instead of asking")
    restore.set_defaults(run=_restore)

    bring = words.add_parser("import", help="take a list of people in from a file")
    bring.add_argument("file", help="CSV, XLSX, or ZIP from KoboToolbox or ODK Central")
    bring.add_argument("--mapping", metavar="NAME", required=True, help="where the list comes from")
    bring.add_argument("--municipality", metavar="SLUG", help="which one, when there are several")
    bring.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    bring.set_defaults(run=_with_database("take_in", "khuang.site.importing.commands"))

    moving = words.add_parser("municipality", help="one of several").add_subparsers(
        required=True, metavar="ACTION"
    )
    leave = moving.add_parser("export", help="write everything of one municipality into one sealed file")
    leave.add_argument("slug")
    leave.add_argument("--to", metavar="FILE", required=True)
    leave.set_defaults(run=_with_database("export", "khuang.site.moving.commands"))
    arrive = moving.add_parser("import", help="take in a municipality from such a file")
    arrive.add_argument("file")
    arrive.add_argument("--code-file", metavar="FILE", help="holds the file's code, instead of asking")
    arrive.set_defaults(run=_with_database("arrive", "khuang.site.moving.commands"))
    remove = moving.add_parser("remove", help="remove a municipality that has left")
    remove.add_argument("slug")
    remove.set_defaults(run=_with_database("remove", "khuang.site.moving.commands"))


def _several(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one is kept")
    return number


def _restore(chosen: argparse.Namespace) -> int | None:
    if not chosen.rehearse:
        found = restoring.restore(chosen)
        print(f"{found['home']} is whole: {found['people']:,} people, {found['rows']:,} rows.")
        print(f"Erased since then, and now again: {found['erased_again']}. Run: khuang up")
        return 0
    chosen.found = restoring.rehearse(chosen)
    if not _keyring().exists():
        # On a spare machine there is no journal in which to note it.
        return restoring.tell(chosen.found)
    return _with_database("note_rehearsal", "khuang.site.backups.commands")(chosen)


def _stand_in(chosen: argparse.Namespace) -> int | None:
    """Be the stand-in; first let the municipality speak with it, unless `up` has seen to that."""
    with line.alone(home(), chosen.municipality):
        return _connect_and_serve(chosen)


def _connect_and_serve(chosen: argparse.Namespace) -> int | None:
    if not chosen.connected:
        wanted, chosen.port = chosen.port, line.free_port(chosen.host, chosen.port)
        if wanted != chosen.port:
            print(f"Port {wanted} is taken.")
        if refused := _with_database("connect_standin")(chosen):
            return refused
    line.serve(home(), chosen)
    return None


def _address(parser: argparse.ArgumentParser, port: int = 8000) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=port, help="port to listen on (%(default)s)")


def _with_database(
    chore: str, module: str = "khuang.site.chores"
) -> Callable[[argparse.Namespace], int | None]:
    """Return a command that runs a function of a module which needs Django, while the database runs."""
    run = _in_django(chore, module)

    def run_beside_database(chosen: argparse.Namespace) -> int | None:
        if "DATABASE_URL" in os.environ:
            return run(chosen)
        with embedded_postgres.running(home()):
            return run(chosen)

    return run_beside_database


def _in_django(function: str, module: str) -> Callable[[argparse.Namespace], int | None]:
    """Return a command that runs a function of a module which needs Django."""

    def run(chosen: argparse.Namespace) -> int | None:
        _make_keys(may_finish_hashes=function == "rekey")
        # Only now: the settings read the keys, and most of this module needs no Django.
        # Loading makes much and drops little; collecting in between was a tenth of the time.
        gc.disable()
        import_module("django").setup()
        chore = getattr(import_module(module), function)
        gc.enable()
        return chore(chosen)

    return run


def _make_keys(*, may_finish_hashes: bool = False) -> None:
    """Make what seals fields and signs sessions, on the first start; keep it ever after.

    Raises KeysLost and HashesHalfChanged.
    """
    keyring = _keyring()
    if not keyring.exists() and _holds_rows():
        raise KeysLost(
            f"The keyring {keyring} is missing, but the database holds data sealed with it. "
            "Put the file back from its backup; a new one could not open what is there."
        )
    keyrings.create_keyring(keyring)
    if keyrings.is_index_changing(keyring) and not may_finish_hashes:
        raise HashesHalfChanged("A change of the keyed hashes was broken off. Run: khuang rekey --index")
    secret = home() / "secret-key"
    if not secret.exists():
        secret.write_text(secrets.token_urlsafe(50))


def _keyring() -> Path:
    return Path(os.environ.get("KHUANG_KEYRING", home() / "keyring.json"))


def _holds_rows() -> bool:
    url = os.environ.get("DATABASE_URL") or embedded_postgres.address(home()).app_url
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            found = connection.execute("SELECT EXISTS (SELECT FROM municipalities_municipality)").fetchone()
    except psycopg.errors.UndefinedTable:
        return False
    except psycopg.OperationalError as problem:
        raise KeysLost(
            f"There is no keyring, and the database does not say if it needs one: {problem}"
        ) from None
    return bool(found and found[0])


if __name__ == "__main__":
    sys.exit(main())
