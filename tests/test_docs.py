"""The docs name everything that there is, and nothing that there is not."""

import argparse
import re
from pathlib import Path

import pytest

from khuang.ground.accounts.rules import policy
from khuang.site import command
from khuang.site.demo import cast
from khuang.site.flow import FLOW
from tools import errors_page, screenshots

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
ARCHITECTURE = (DOCS / "architecture.md").read_text()
TOP = [ROOT / f"{name}.md" for name in ("README", "README.th", "CHANGELOG", "CONTRIBUTING", "SECURITY")]
PAGES = sorted([*TOP, *DOCS.rglob("*.md")])
# A setting is read where its name stands quoted in one of these.
READ = re.compile(
    r"""(?:os\.environ(?:\.\w+\(|\[)|\b(?:text|flag|secret)\()["']([A-Z_]+)["']"""
    r"""|["']([A-Z_]+)["'] in os\.environ"""
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
TEST = re.compile(r"`pytest ([^`]+)`")


def names(pages):
    return [str(page.relative_to(ROOT)) for page in pages]


def settings_read():
    """Every environment variable that the product reads, but the one for which settings Django shall use."""
    product = (path for path in (ROOT / "khuang").rglob("*.py") if "tests" not in path.parts)
    found = {name for path in product for names in READ.findall(path.read_text()) for name in names}
    return found - {"", "DJANGO_SETTINGS_MODULE"}


def commands(parser=None, words="khuang"):
    """Every word of the `khuang` command with those before it."""
    parser = parser or command._parser()
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        return [words]
    return [one for name, sub in below[0].choices.items() for one in commands(sub, f"{words} {name}")]


def test_settings_are_found_at_all():
    assert {"KHUANG_HOME", "DATABASE_URL", "KHUANG_PG_BIN", "KHUANG_WEB_WORKERS"} <= settings_read()


@pytest.mark.parametrize("setting", sorted(settings_read()))
def test_every_setting_is_described(setting):
    assert f"| `{setting}` |" in ARCHITECTURE


def test_no_setting_is_described_that_nobody_reads():
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", ARCHITECTURE, re.MULTILINE))
    assert told == settings_read()


@pytest.mark.parametrize("word", commands())
def test_every_command_is_described(word):
    assert f"| `{word}` |" in ARCHITECTURE


def test_every_event_that_something_follows_is_described():
    assert [event for event in FLOW if f"`{event}`" not in ARCHITECTURE] == []


def test_the_page_of_errors_says_what_the_product_says():
    assert errors_page.PAGE.read_text() == errors_page.page(), "A sentence has changed. Run: make errors-page"


@pytest.mark.parametrize("role", sorted(policy().roles))
@pytest.mark.parametrize("language", ["en", "th"])
def test_every_role_has_its_page(role, language):
    page = DOCS / "roles" / f"{role}{'.th' if language == 'th' else ''}.md"
    assert page.read_text().startswith(f"# {getattr(policy().roles[role], language)}\n")


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_links_lead_somewhere(page):
    inside = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_tests_that_are_named_exist(page):
    for words in TEST.findall(page.read_text()):
        for word in words.split():
            path, _, name = word.partition("::")
            assert (ROOT / path).exists(), word
            assert not name or f"def {name}(" in (ROOT / path).read_text(), word


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_commands_that_are_named_exist(page):
    said = re.findall(r"`(?:khuang|make) [a-z][a-z -]*", page.read_text())
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    known = commands() + [f"make {target}" for target in targets]
    assert [one for one in said if not any(one[1:].startswith(word) for word in known)] == []


def test_decisions_are_numbered_without_gap():
    numbers = [int(path.name[:4]) for path in sorted((DOCS / "adr").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_decision_says_the_same_five_things():
    for path in (DOCS / "adr").glob("*.md"):
        found = re.findall(r"^## (.+)$", path.read_text(), re.MULTILINE)
        assert found == ["Context", "Decision", "Consequences", "Rejected"], path.name
        assert "\nDate: " in path.read_text() and "Status: " in path.read_text(), path.name


def test_every_picture_is_shown_and_made():
    text = "".join(page.read_text() for page in PAGES)
    kept = {path.name for path in (DOCS / "pictures").glob("*.png")}
    assert {name for name in kept if f"pictures/{name}" not in text} == set()
    assert {name.split(".")[0] for name in kept} <= set(screenshots.TABLE)


def test_pictures_are_small():
    assert [path.name for path in (DOCS / "pictures").glob("*.png") if path.stat().st_size > 80_000] == []


def test_the_pictures_sign_in_as_the_demo_does():
    assert screenshots.PASSWORD == cast.PASSWORD
    shown = {one.account for one in screenshots.TABLE.values()} - {""}
    assert shown <= {member.username for member in cast.OFFERED}
