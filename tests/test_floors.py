"""What import-linter cannot see of the walls: tables, templates, addresses and signals.

The order of the floors comes from .importlinter, the same file. Each finder is first shown a fault,
so that none of them can pass by finding nothing.
"""

import ast
import re
import shutil
import subprocess
import sys
from collections import Counter

import grimp
import pytest
from django.apps import apps

from tests import doors, walls


@pytest.mark.parametrize(
    ("user", "used", "allowed"),
    [
        ("khuang.care.risk", "khuang.care.people", True),
        ("khuang.care.people", "khuang.care.risk", False),
        ("khuang.care.people", "khuang.ground.journal", True),
        ("khuang.ground.surveys", "khuang.care.people", False),
        ("khuang.desk", "khuang.portal", False),
        ("khuang.portal", "khuang.desk", False),
        ("khuang.ui", "khuang.ground.accounts", False),
        ("khuang.ground.surveys", "khuang.ground.messaging", False),
        ("khuang.site", "khuang.desk", True),
        ("khuang.care.risk", "khuang.care.risk", True),
    ],
)
def test_the_order_is_read_from_the_contract(user, used, allowed):
    assert walls.may_use(user, used) is allowed


def test_foreign_keys_point_to_the_same_or_a_lower_floor():
    wrong = [
        f"{model.__module__}.{model.__name__}.{field.name} points to {field.related_model.__name__}"
        for model in _models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and _climbs(model, field.related_model)
    ]
    assert wrong == []


def test_templates_name_only_templates_and_addresses_below():
    labels = walls.apps_by_label()
    seen, wrong = 0, []
    for path in walls.sources("**/templates/**/*.html"):
        for kind, name in walls.references_in_template(path.read_text()):
            seen += 1
            label = name.partition(":" if kind == "url" else "/")[0]
            if label in labels and not walls.may_use(walls.app_of_file(path), labels[label]):
                wrong.append(f"{path.relative_to(walls.ROOT)}: {kind} {name}")
    assert wrong == []
    assert seen > 20


def test_every_address_has_the_name_of_an_app():
    labels = walls.apps_by_label()
    unknown = [
        f"{path.relative_to(walls.ROOT)}: {name}"
        for path in walls.sources("**/templates/**/*.html")
        for kind, name in walls.references_in_template(path.read_text())
        if kind == "url" and name.partition(":")[0] not in labels
    ]
    assert unknown == []


def test_code_turns_only_names_below_into_addresses():
    labels = walls.apps_by_label()
    wrong = [
        f"{path.relative_to(walls.ROOT)}: {name}"
        for path, tree in _trees()
        for name in walls.routes_in_python(tree)
        if not walls.may_use(walls.app_of_file(path), labels[name.partition(":")[0]])
    ]
    assert wrong == []


def test_nothing_happens_by_signal():
    found = {
        str(path.relative_to(walls.ROOT)): list(walls.signals_in_python(tree)) for path, tree in _trees()
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_no_app_enters_the_private_rooms_of_another():
    graph = grimp.build_graph("khuang", cache_dir=None)
    entered = [
        f"{importer} imports {imported}"
        for imported in graph.modules
        for importer in graph.find_modules_that_directly_import(imported)
        if _is_private_to_another(importer, imported)
    ]
    assert entered == []
    assert _is_private_to_another("khuang.desk.views", "khuang.care.people.views.person")


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_every_model_says_which_personal_data_it_holds(model):
    if model.__module__.startswith("khuang."):
        assert "Personal data:" in (model.__doc__ or ""), (
            "Say in the docstring: Personal data: none, or which."
        )


def test_faults_in_a_template_are_found():
    text = (
        """{% extends 'desk/page.html' %}{% url "people:home" pk %}{% include "care/x.html#row" with a=1 %}"""
    )
    assert list(walls.references_in_template(text)) == [
        ("extends", "desk/page.html"),
        ("url", "people:home"),
        ("include", "care/x.html"),
    ]


def test_faults_in_code_are_found():
    tree = ast.parse(
        "from django.dispatch import receiver\n"
        "from django.db.models.signals import post_save\n"
        "import django.dispatch\n"
        "redirect('desk:today'); urls.reverse('people:home', args=[1]); reverse(name)\n"
    )
    assert list(walls.routes_in_python(tree)) == ["desk:today", "people:home"]
    assert len(list(walls.signals_in_python(tree))) == 3


PLANTED = {
    "House": ("khuang/ground/journal/models.py", "import khuang.care.people"),
    "Ground": ("khuang/ground/journal/models.py", "import khuang.ground.accounts"),
    "Care": ("khuang/care/people/models.py", "import khuang.care.risk"),
    "Every app": ("khuang/care/people/rules.py", "import khuang.care.people.views"),
    "Rules": ("khuang/care/people/rules.py", "import django"),
    "The portal": ("khuang/portal/views.py", "import khuang.site.demo"),
}


@pytest.mark.parametrize("wall", PLANTED)
def test_import_linter_sees_a_planted_fault(wall, tmp_path):
    _empty_house(tmp_path)
    path, line = PLANTED[wall]
    (tmp_path / path).write_text(line)
    (tmp_path / "khuang/site/demo.py").write_text("import khuang.care.people")
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    broken = [row for row in said.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(wall.lower() in row.lower() for row in broken), said.stdout + said.stderr


def _empty_house(folder):
    """Build the packages that the contract names, each room empty."""
    shutil.copy(walls.ROOT / ".importlinter", folder)
    for package in ("ground/surveys", "ground/accounts", "ground/places", "ground/journal", "care/people",
                    "care/risk", "care/cases", "care/support", "care/visits", "civic/appeals",
                    "ground/messaging", "care/correspondence", "care/wellbeing", "care/duty", "care/voices",
                    "civic/groups", "civic/issues", "civic/ballots", "civic/forum", "civic/hearings",
                    "civic/council", "civic/plan", "civic/projects",
                    "ground/municipalities", "desk", "portal", "site", "ui", "lib"):  # fmt: skip
        home = folder / "khuang" / package
        home.mkdir(parents=True)
        for room in ("__init__", "urls", "views", "models", "rules"):
            (home / f"{room}.py").touch()
    for package in ("", "ground", "care", "civic"):
        (folder / "khuang" / package / "__init__.py").touch()


def _models():
    return [model for model in apps.get_models() if model.__module__.startswith("khuang.")]


def _climbs(model, other):
    ours = other.__module__.startswith("khuang.")
    return ours and not walls.may_use(walls.app_of(model.__module__), walls.app_of(other.__module__))


def _trees():
    return [(path, ast.parse(path.read_text())) for path in walls.sources("**/*.py")]


def _is_private_to_another(importer, imported):
    room = imported.removeprefix(walls.app_of(imported)).strip(".").partition(".")[0]
    return (
        room in walls.PRIVATE_ROOMS
        and walls.app_of(imported) != "khuang.ui"
        and walls.app_of(importer) not in ("khuang.site", walls.app_of(imported))
    )


def test_no_address_belongs_to_two_pages():
    """Django gives the first one it finds; the other would never open."""
    routes = Counter(re.sub(r"<\w+:\w+>", "<>", door.route) for door in doors.doors())
    assert [route for route, times in routes.items() if times > 1] == []
