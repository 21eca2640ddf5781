"""What `khuang` does inside Django: each chore calls the functions that own the matter."""

import secrets
from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from procrastinate.contrib.django import app

from khuang.lib import sealing


def prepare(chosen: Namespace) -> None:
    """Make the keys on the first start, migrate when something is to be migrated, build the demo when asked."""
    sealing.create_keyring(settings.KHUANG_KEYRING)
    _create_secret(settings.KHUANG_HOME / "secret-key")
    if _behind():
        print("Bringing the database up to date ...", flush=True)
        call_command("migrate", verbosity=0)
    if chosen.demo:
        demo(chosen)


def demo(chosen: Namespace) -> None:
    """Build the demo municipality, unless it stands already, and say who to sign in as."""


def work(chosen: Namespace) -> None:
    """Carry out jobs until told to stop; one that is under way then has ten seconds to finish."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        # What succeeded is in the journal; only what waits or failed is worth keeping as a job.
        worker.run_worker(concurrency=1, delete_jobs="successful", shutdown_graceful_timeout=10)


def check(chosen: Namespace) -> None:
    """Run every check of Django and of ours, those of the database too."""
    call_command("check", databases=["default"], fail_level="WARNING")
    print("Everything is in order.")


def manage(chosen: Namespace) -> None:
    execute_from_command_line(["khuang manage", *chosen.rest])


def _behind() -> bool:
    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _create_secret(path: Path) -> None:
    """Write the secret that signs sessions, once."""
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
