"""Keep the Thai of Khuang complete, without GNU gettext.

    python tools/translations.py update people    collect the sentences of an app (or of all apps)
    python tools/translations.py compile people   write its .mo
    python tools/translations.py check            say what is missing; make check runs this

Sentences are written in English, in Python with gettext (usually as `_`) and in
templates with `{% translate %}`, `{% blocktranslate %}` or `_("...")` inside any
tag. An app is named by its folder's last part. `update` writes
khuang/.../locale/th/LC_MESSAGES/django.po and keeps the Thai that is there; fill
in each empty msgstr, then `compile`, and commit .po and .mo together.

`check` wants: .po up to date with the source; each sentence translated, none
fuzzy; the same placeholders on both sides; .mo as compiled from .po; the words
of khuang/ui/glossary.csv (en, th; | parts words that are equally right); and
one Thai for one sentence, since Django merges the apps' catalogues into one:
what means different things needs pgettext or `{% translate "..." context %}`.
"""

import csv
import io
import re
import sys
from collections.abc import Iterator
from email.message import Message as Headers
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    name: shape
    for suffix in ("", "_lazy", "_noop")
    for name, shape in {
        f"gettext{suffix}": None,
        f"ngettext{suffix}": (1, 2),
        f"pgettext{suffix}": ((1, "c"), 2),
        f"npgettext{suffix}": ((1, "c"), 2, 3),
    }.items()
} | {"_": None}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


class Thai(Catalog):
    """A catalogue whose header never changes, so that the same words give the same bytes."""

    def __init__(self) -> None:
        super().__init__(
            locale="th", fuzzy=False, header_comment="# Thai of Khuang; see tools/translations.py."
        )

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "th"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
        ]

    @mime_headers.setter
    def mime_headers(self, headers: Headers) -> None:
        """Ignore what a file's header says."""


def apps(names: list[str]) -> list[Path]:
    """Give the folders of the apps that have these names; of all apps when none is named."""
    folders = sorted(path.parent for path in ROOT.glob("khuang/**/apps.py"))
    found = [folder for folder in folders if not names or folder.name in names]
    missing = set(names) - {folder.name for folder in found}
    if missing:
        sys.exit(f"No app is called {', '.join(sorted(missing))}.")
    return found


def po_path(app: Path) -> Path:
    return app / "locale/th/LC_MESSAGES/django.po"


def sources(app: Path) -> Iterator[tuple[Path, str]]:
    """Give each file of an app that may hold sentences, as Python-like text."""
    for path in sorted(app.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(app).parts):
            yield path, path.read_text("utf-8")
    for path in sorted([*app.glob("templates/**/*.html"), *app.glob("templates/**/*.txt")]):
        text = templatize(path.read_text("utf-8"), origin=str(path))
        # Only calls are of interest; blanked text must not trouble the tokenizer.
        yield path, "\n".join(line.strip() for line in text.splitlines())


def extracted(app: Path) -> Thai:
    """Give every sentence of an app's source, untranslated."""
    catalog = Thai()
    for path, text in sources(app):
        found = extract_python(io.BytesIO(text.encode()), list(KEYWORDS), [], {"encoding": "utf-8"})
        for _line, function, arguments, _comments in found:
            key, context = _key(KEYWORDS[function], arguments)
            if key:
                catalog.add(key, context=context, locations=[(str(path.relative_to(ROOT)), None)])
    return catalog


def _key(shape: tuple | None, arguments: object) -> tuple:
    """Give (msgid or (msgid, plural), context) of one call."""
    given = arguments if isinstance(arguments, tuple) else (arguments,)
    if shape is None:
        return given[0], None
    context = next((given[part[0] - 1] for part in shape if isinstance(part, tuple)), None)
    words = tuple(given[part - 1] for part in shape if isinstance(part, int))
    return (words if len(words) > 1 else words[0]) if all(words) else None, context


def stored(app: Path) -> Thai:
    """Give an app's translations as its .po holds them."""
    catalog = Thai()
    if po_path(app).exists():
        for message in read_po(io.BytesIO(po_path(app).read_bytes()), locale="th"):
            if message.id:
                catalog[message.id] = message
    return catalog


def merged(app: Path) -> Thai:
    """Give the sentences of the source with the Thai that the .po already has."""
    old, new = stored(app), extracted(app)
    for message in new:
        known = old.get(message.id, message.context) if message.id else None
        if known is not None:
            message.string = known.string
            message.flags |= known.flags & {"fuzzy"}
    return new


def po_bytes(catalog: Thai) -> bytes:
    target = io.BytesIO()
    write_po(target, catalog, width=110, sort_output=True, include_lineno=False)
    return target.getvalue()


def mo_bytes(catalog: Thai) -> bytes:
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def update(app: Path) -> list[str]:
    catalog = merged(app)
    if not len(catalog):
        po_path(app).unlink(missing_ok=True)
        return []
    po_path(app).parent.mkdir(parents=True, exist_ok=True)
    po_path(app).write_bytes(po_bytes(catalog))
    empty = sum(1 for message in catalog if message.id and not all(_strings(message)))
    print(f"{app.name}: {len(catalog)} sentences, {empty} to translate")
    return []


def compile_app(app: Path) -> list[str]:
    if po_path(app).exists():
        po_path(app).with_suffix(".mo").write_bytes(mo_bytes(stored(app)))
    return []


def check(app: Path) -> list[str]:
    """Give what is wrong with an app's Thai, one sentence each."""
    path, mo = po_path(app), po_path(app).with_suffix(".mo")
    wanted = merged(app)
    if not len(wanted) and not path.exists():
        return []
    faults = [fault for message in wanted if message.id for fault in _faults(message)]
    if not path.exists() or path.read_bytes() != po_bytes(wanted):
        faults.append("django.po is not up to date: run update")
    elif not mo.exists() or mo.read_bytes() != mo_bytes(stored(app)):
        faults.append("django.mo is not what django.po gives: run compile")
    return [f"{app.name}: {fault}" for fault in faults]


def disagreements(folders: list[Path]) -> list[str]:
    """Give each sentence that two apps say differently in Thai."""
    said: dict[tuple, tuple[str, tuple]] = {}
    faults = []
    for app in folders:
        for message in stored(app):
            key, thai = (message.id, message.context), tuple(_strings(message))
            first, other = said.setdefault(key, (app.name, thai))
            if message.id and other != thai:
                faults.append(f"{app.name}: {message.id!r} is {thai[-1]} here and {other[-1]} in {first}")
    return faults


def _strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def _faults(message) -> Iterator[str]:
    english = message.id if isinstance(message.id, str) else message.id[-1]
    thai = " ".join(filter(None, _strings(message)))
    if not all(_strings(message)):
        yield f"no Thai for {english!r}"
        return
    if message.fuzzy:
        yield f"fuzzy: {english!r}"
    if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(thai)):
        yield f"other placeholders: {english!r}"
    for term, words in off_glossary(english, thai):
        yield f"glossary: {term} is {' or '.join(words)}, in {english!r}"


def glossary() -> list[tuple[str, list[str]]]:
    """Give (English, equally right Thai words), the longest English first."""
    with (ROOT / "khuang/ui/glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["en"], row["th"].split("|")) for row in csv.DictReader(file)]
    return sorted(rows, key=lambda row: -len(row[0]))


def off_glossary(english: str, thai: str) -> Iterator[tuple[str, list[str]]]:
    """Give the glossary's terms that a sentence has in English but not in Thai."""
    rest = PLACEHOLDER.sub(" ", english)
    for term, words in glossary():
        plural = (
            re.escape(term).removesuffix("y") + "(?:y|ies)" if term.endswith("y") else f"{re.escape(term)}s?"
        )
        rest, count = re.subn(rf"(?<![\w-]){plural}(?![\w-])", " ", rest, flags=re.IGNORECASE)
        if count and not any(word in thai for word in words):
            yield term, words


def main(arguments: list[str]) -> int:
    verbs = {"update": update, "compile": compile_app, "check": check}
    if not arguments or arguments[0] not in verbs:
        print(__doc__)
        return 2
    # templatize asks for the encoding of files; no installation is needed for that.
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    faults = [fault for app in apps(arguments[1:]) for fault in verbs[arguments[0]](app)]
    if arguments[0] == "check":
        faults += disagreements(apps([]))
    print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
