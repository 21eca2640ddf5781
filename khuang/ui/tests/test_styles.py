"""The colours keep their contrast, the templates keep to the Content Security Policy."""

import re
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parent.parent
PACKAGE = UI.parent
LOOKS = dict(
    re.findall(r"^\$([\w-]+): (#[0-9a-f]{6})", (UI / "styles/_looks.scss").read_text(), re.MULTILINE)
)
LINES = 100


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "sand"),
        ("soft-ink", "paper"),
        ("soft-ink", "sand"),
        ("indigo", "paper"),
        ("lacquer", "paper"),
        ("leaf", "paper"),
    ],
)
def test_text_has_seven_to_one(text, ground):
    assert contrast(LOOKS[text], LOOKS[ground]) >= 7


@pytest.mark.parametrize("ground", ["teak", "indigo", "indigo-deep", "lacquer"])
def test_white_letters_have_seven_to_one(ground):
    assert contrast("#ffffff", LOOKS[ground]) >= 7


def templates():
    # A page that is printed by a browser of our own from a file, and never served, carries its style with it.
    return sorted(path for path in PACKAGE.glob("**/templates/**/*.html") if path.name != "copy_paper.html")


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_needs_no_unsafe_policy_and_no_other_host(path):
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\ssrc=)|javascript:", text)
    assert not re.search(r"(src|href|action)=[\"'](https?:)?//", text)


def test_a_module_is_short():
    for path in PACKAGE.glob("**/static/**/*.js"):
        if "built" not in path.parts:
            assert len(path.read_text().splitlines()) < LINES, path


def test_no_built_file_asks_for_another():
    for path in (UI / "static/ui/built").glob("*.css"):
        asked = re.findall(r"url\(\"?([^)\"]+)", path.read_text())
        assert all((path.parent / name).exists() for name in asked)
