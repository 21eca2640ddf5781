"""`khuang`: what an operator types. Each word calls a function that lives elsewhere."""

import argparse
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from khuang.lib import embedded_postgres, postgres_programs, sealing
from khuang.lib.home import home
from khuang.site import supervisor

REFUSALS = (
    supervisor.CannotServe,
    embedded_postgres.WouldNotStart,
    embedded_postgres.WouldNotStop,
    postgres_programs.NoPrograms,
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

    check = words.add_parser("check", help="say whether this installation is in order")
    check.set_defaults(run=_with_database("check"))

    prepare = words.add_parser("prepare", help="bring keys and database up to date, as `up` does by itself")
    prepare.add_argument(
        "--demo", action="store_true", help="build the demo municipality when there is none yet"
    )
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


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (%(default)s)")


def _with_database(chore: str) -> Callable[[argparse.Namespace], int | None]:
    """Return a command that runs a function of `khuang.site.chores` while the database runs."""
    run = _in_django(chore, "khuang.site.chores")

    def run_beside_database(chosen: argparse.Namespace) -> int | None:
        if "DATABASE_URL" in os.environ:
            return run(chosen)
        with embedded_postgres.running(home()):
            return run(chosen)

    return run_beside_database


def _in_django(function: str, module: str) -> Callable[[argparse.Namespace], int | None]:
    """Return a command that runs a function of a module which needs Django."""

    def run(chosen: argparse.Namespace) -> int | None:
        _make_keys()
        # Only now: the settings read the keys, and most of this module needs no Django.
        import_module("django").setup()
        return getattr(import_module(module), function)(chosen)

    return run


def _make_keys() -> None:
    """Make what seals fields and signs sessions, on the first start; keep it ever after."""
    sealing.create_keyring(Path(os.environ.get("KHUANG_KEYRING", home() / "keyring.json")))
    secret = home() / "secret-key"
    if not secret.exists():
        secret.write_text(secrets.token_urlsafe(50))


if __name__ == "__main__":
    sys.exit(main())
