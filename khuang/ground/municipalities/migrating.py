"""Migrate without making every model anew at each step."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ProjectState


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a step of a migration make anew only the model that it changes.

    Django makes all related ones anew, and through the municipality every model is related to
    every other: that was nine tenths of a first start, and of a rehearsal of a backup. No step of
    ours reads a column through a key.
    """
    as_it_was = ProjectState._find_reload_model
    ProjectState._find_reload_model = lambda self, app, name, delay=False: {(app, name)}
    try:
        yield
    finally:
        ProjectState._find_reload_model = as_it_was
