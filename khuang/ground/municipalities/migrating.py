"""What migrations share: steps that make anew one model only, and rows filled in each municipality."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState

from khuang.ground.municipalities.context import SETTING


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


def in_each_municipality(statement: str) -> Callable[[Any, Any], None]:
    """Give a step for RunPython that runs a statement once inside each municipality."""

    def fill(apps: Any, editor: Any) -> None:
        with editor.connection.cursor() as cursor:
            cursor.execute("SELECT id FROM municipalities_municipality")
            for (municipality,) in cursor.fetchall():
                # Row-level security binds the owner of the tables too.
                cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(municipality)])
                cursor.execute(statement)
            cursor.execute("SELECT set_config(%s, '', true)", [SETTING])

    return fill
