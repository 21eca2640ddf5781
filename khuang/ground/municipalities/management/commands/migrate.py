"""Django's migrate, as the owner of the tables, followed by `harden`."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.commands.migrate import Command as Migrate
from django.db.migrations.state import ProjectState

from khuang.ground.municipalities.harden import harden


class Command(Migrate):
    """Migrate as the owner, then bring keys, row-level security and rights up to date."""

    def handle(self, *args, **options):
        if options["database"] == "default":
            options["database"] = "owner"
        with _one_at_a_time():
            super().handle(*args, **options)
        harden(options["database"])


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let a step of a migration make anew only the model that it changes.

    Django makes all related ones anew, and through the municipality every model is related to
    every other: that was nine tenths of a first start. No step of ours reads a column through a key.
    """
    as_it_was = ProjectState._find_reload_model
    ProjectState._find_reload_model = lambda self, app, name, delay=False: {(app, name)}
    try:
        yield
    finally:
        ProjectState._find_reload_model = as_it_was
