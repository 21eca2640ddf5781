"""Pages that open without a network: each has a service worker below its own address.

A page that wants it offers `worker(...)` at `<page>worker.js` and registers it; pages are named by
their address, which holds no personal data, since a browser keeps them in clear.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.templatetags.static import static

# What every such page needs: looks, letters, queue.
FILES = (
    "ui/built/khuang.css",
    "ui/built/looped-thai-400.woff2",
    "ui/built/looped-thai-700.woff2",
    "ui/built/looped-latin-400.woff2",
    "ui/built/looped-latin-700.woff2",
    "ui/mark.svg",
    "ui/weave.svg",
    "ui/page.js",
    "surveys/clock.js",
    "surveys/database.js",
    "surveys/lock.js",
    "surveys/photo.js",
    "surveys/queue.js",
    "surveys/queue_files.js",
    "surveys/queue_panel.js",
    "surveys/sealing.js",
    "surveys/sending.js",
    "surveys/store.js",
)
_WORKER = "surveys/worker.js"


def worker(page: str, files: Iterable[str]) -> HttpResponse:
    """Give the service worker that keeps `page` and static `files`, beside those that every page needs."""
    response = HttpResponse(_written(page, (*FILES, *files)), content_type="text/javascript; charset=utf-8")
    # The browser asks again at each visit; it takes in anew what changed by a byte.
    response["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=8)
def _written(page: str, files: tuple[str, ...]) -> str:
    contents = {name: _content(name) for name in (*files, _WORKER)}
    version = sha256(b"".join(contents.values())).hexdigest()[:16]
    kept = {"version": version, "page": page, "files": [static(name) for name in files]}
    return f"const KEPT = {json.dumps(kept)};\n{contents[_WORKER].decode()}"


def _content(name: str) -> bytes:
    """Read a static file. Raises FileNotFoundError, so that a misspelt one is noticed at once."""
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return Path(found).read_bytes()
