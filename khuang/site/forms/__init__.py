"""The XLSForms that we ship, Thai first and English, ready for ODK Collect and KoboCollect.

They are built from the instruments and the risk policy, so that a question is
worded in one place; a test builds them anew and wants the same bytes.

    python -m khuang.site.forms        write them
"""

from collections.abc import Callable
from pathlib import Path

from khuang.site.forms import child, elderly, follow_up, household, visit
from khuang.site.forms.sheets import Form

FOLDER = Path(__file__).parent
BUILDERS: dict[str, Callable[[], Form]] = {
    "household": household.build,
    "elderly": elderly.build,
    "child": child.build,
    "follow_up": follow_up.build,
    "visit": visit.build,
}


def build(name: str) -> bytes:
    """Build one form from its sources."""
    return BUILDERS[name]().workbook()


def shipped() -> dict[str, bytes]:
    """Give the forms as they lie beside this file, by name."""
    return {name: (FOLDER / f"{name}.xlsx").read_bytes() for name in BUILDERS}


def write_all(folder: Path = FOLDER) -> list[Path]:
    """Write every form and give their paths."""
    paths = []
    for name in BUILDERS:
        path = folder / f"{name}.xlsx"
        path.write_bytes(build(name))
        paths.append(path)
    return paths
