"""The files of the phone page, in two languages and under a strict policy."""

import json
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from khuang import ui
from khuang.ground.messaging.channels.line.standin.answers import Answer, Refused
from khuang.ground.messaging.channels.line.standin.api.request import Request

FOLDER = Path(__file__).parent / "page"
FONTS = Path(ui.__file__).parent / "static/ui/built"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' blob: data:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
GUARDS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "microphone=(self), geolocation=(), camera=()",
    "Cache-Control": "no-store",
}


def guarded(answer: Answer) -> Answer:
    """Add what keeps the page to itself."""
    return Answer(answer.body, answer.status, {**GUARDS, **answer.headers}, answer.type)


def page(request: Request) -> Answer:
    """The page, in Thai unless English is asked for."""
    language = "en" if request.query.get("lang") == "en" else "th"
    words = _words()[language]
    # For the scripts, as text that is not run; nothing in it may end the element.
    told = json.dumps(words, ensure_ascii=False).replace("<", "\\u003c")
    shown = {name: escape(word) for name, word in words.items()}
    body = Template((FOLDER / "phone.htm").read_text()).substitute(shown, words=told, language=language)
    return Answer(body.encode(), type="text/html; charset=utf-8")


def asset(_request: Request, name: str) -> Answer:
    """A script, the style sheet or a letter face."""
    path = (FONTS if name.endswith(".woff2") else FOLDER) / name
    if path.suffix not in TYPES or not path.is_file():
        raise Refused(404, "Not found")
    return Answer(path.read_bytes(), type=TYPES[path.suffix])


@cache
def _words() -> dict[str, dict[str, str]]:
    return json.loads((FOLDER / "words.json").read_text())
