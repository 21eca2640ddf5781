"""What the repository promises about itself: names, migrations, templates in use, no foreign hosts."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests import walls

EMPTY_WORDS = {"manager", "helper", "helpers", "util", "utils", "data", "common", "misc"}
# Django finds these by their names.
FOUND_BY_NAME = re.compile(r"^(\d{3}(_csrf)?\.html|django/.*)$")
TEMPLATE = re.compile(r"[\"']([^\"'\n]+\.html)\b")
# Put together here, so that this file does not name them either.
REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "yarnpkg" + ".com",
    "file:" + "///opt",
)


def words(name: str) -> set[str]:
    """Split a name into words: FormRenderer, form_renderer."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)}


def empty_words_in(path: Path) -> set[str]:
    names = [path.stem, *(node.name for node in ast.walk(ast.parse(path.read_text())) if _is_class(node))]
    return {name for name in names if words(name) & EMPTY_WORDS}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=walls.ROOT, capture_output=True, check=True).stdout
    paths = (walls.ROOT / name.decode() for name in listed.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


def migrations() -> list[Path]:
    return [path for path in walls.sources("**/migrations/*.py") if path.name != "__init__.py"]


def template_name(path: Path) -> str:
    return str(path).rpartition("/templates/")[2]


def test_names_say_what_a_thing_is():
    found = {str(path): names for path in walls.sources("**/*.py") if (names := empty_words_in(path))}
    assert found == {}


@pytest.mark.parametrize("name", ["PluginManager", "date_utils", "FormData", "view_helpers"])
def test_an_empty_name_is_found(name, tmp_path):
    file = tmp_path / "plain.py"
    file.write_text(f"class {name}: ...")
    assert empty_words_in(file) == {name}


@pytest.mark.parametrize("path", migrations(), ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_each_migration_is_named_for_its_change(path):
    assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", path.stem)
    assert "_auto_" not in path.stem and not path.stem.endswith("_initial")


def test_each_template_is_in_use():
    templates = {template_name(path) for path in walls.sources("**/templates/**/*.html")}
    files = [*walls.sources("**/*.py"), *walls.sources("**/*.html")]
    named = {name for path in files for name in TEMPLATE.findall(path.read_text())}
    # f"ui/field_{kind}.html" names every template of that form.
    forms = [re.compile(re.sub(r"\\{.+?\\}", ".+", re.escape(name))) for name in named if "{" in name]
    unused = {
        name
        for name in templates - named
        if not FOUND_BY_NAME.match(name) and not any(form.fullmatch(name) for form in forms)
    }
    assert unused == set()


def test_no_file_names_the_host_of_a_registry():
    named = [
        str(path.relative_to(walls.ROOT))
        for path in tracked()
        if any(host.encode() in path.read_bytes() for host in REGISTRIES)
    ]
    assert named == []


def test_every_dependency_says_what_it_is_for():
    lines = (walls.ROOT / "pyproject.toml").read_text().splitlines()
    bare = [
        line.strip()
        for before, line in zip(lines, lines[1:], strict=False)
        if re.match(r'^    "[A-Za-z].*[<>=].*",$', line) and not before.strip().startswith("#")
    ]
    assert bare == []


def test_every_locked_requirement_has_a_hash():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        blocks = re.split(r"\n(?=[a-zA-Z])", (walls.ROOT / lock).read_text())
        assert [block for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


def test_no_python_file_is_longer_than_it_can_be_read():
    long = {str(path): n for path in tracked() if _is_written_by_hand(path) and (n := _lines(path)) > 400}
    assert long == {}


def _is_class(node):
    return isinstance(node, ast.ClassDef)


def _is_written_by_hand(path):
    return path.suffix == ".py" and path.parent.name != "migrations"


def _lines(path):
    return path.read_text().count("\n")
