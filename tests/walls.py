"""The house as data: who may use whom, read from .importlinter, and what the sources refer to."""

import ast
import configparser
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRIVATE_ROOMS = {"views", "forms", "urls"}
WINGS = {"ground", "care", "civic"}
NAMES_A_ROUTE = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
TAG = re.compile(r"{%\s*(url|include|extends)\s+([\"'])(.+?)\2")


@cache
def floors() -> dict[str, dict[str, int]]:
    """Return, for each container of a layers contract, the height of each package in it."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return {
        section["containers"]: _heights(section["layers"])
        for section in parser.values()
        if section.get("type") == "layers" and "\n" not in section["containers"]
    }


def _heights(layers: str) -> dict[str, int]:
    rows = [row for row in map(str.strip, layers.splitlines()) if row and not row.startswith(";")]
    return {name.strip(" ()"): height for height, row in enumerate(reversed(rows)) for name in row.split("|")}


def may_use(user: str, used: str) -> bool:
    """Say whether the app `user` stands above the app `used`, or is the same one."""
    container = "khuang"
    for mine, other in zip(user.split(".")[1:], used.split(".")[1:], strict=False):
        if mine != other:
            heights = floors()[container]
            return heights[mine] > heights[other]
        container += f".{mine}"
    return user == used


def app_of(module: str) -> str:
    """Return the app of a module: khuang.care.risk of khuang.care.risk.views.policy."""
    parts = module.split(".")
    return ".".join(parts[: 3 if parts[1:2] and parts[1] in WINGS else 2])


def app_of_file(path: Path) -> str:
    return app_of(".".join(path.relative_to(ROOT).with_suffix("").parts))


def sources(pattern: str) -> list[Path]:
    """Return the product's files with such a name, those of tests left out."""
    return [path for path in sorted(ROOT.glob(f"khuang/{pattern}")) if "tests" not in path.parts]


def apps_by_label() -> dict[str, str]:
    """Return the app behind the first word of a template's name or of a route's name."""
    packages = {app_of_file(path) for path in sources("**/*.py")}
    return {package.rpartition(".")[2]: package for package in packages if package.count(".") > 0}


def references_in_template(text: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, name) of each literal url, include and extends."""
    for kind, _quote, name in TAG.findall(text):
        yield kind, name.partition("#")[0]


def routes_in_python(tree: ast.AST) -> Iterator[str]:
    """Yield each "label:name" that a module turns into an address."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in NAMES_A_ROUTE and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and ":" in first.value:
                yield first.value


def signals_in_python(tree: ast.AST) -> Iterator[str]:
    """Yield each import that lets code run behind another's back."""
    for node in ast.walk(tree):
        imported = (
            [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        )
        module = getattr(node, "module", None) or ""
        for name in (f"{module}.{name}".lstrip(".") for name in imported):
            if name.startswith("django.dispatch") or ".signals." in name:
                yield name


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")
