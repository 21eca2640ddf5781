"""Take the pictures of the docs from the demo that is running: `make screenshots`.

    python -m tools.screenshots [--base http://127.0.0.1:8000] [NAME ...]

Each picture is taken once in Thai and once in English, as docs/pictures/NAME.th.png and
NAME.en.png, in few colours so that the files stay small. Registering a phone makes one in the
demo, which is revoked at once: the code in the picture opens nothing.
"""

import argparse
import io
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tools import screenshot_care as care
from tools import screenshot_hear as hear
from tools import screenshot_steps as do
from tools import screenshot_talk as talk
from tools.screenshot_steps import PASSWORD, PEOPLE, Steps

__all__ = ["PASSWORD"]

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
LIST, DEVICE = "/desk/imports/new/", "/desk/devices/new/"
LANGUAGES = {"th": "th-TH", "en": "en-GB"}
DESK, PHONE, SMALL = (1000, 760), (390, 780), (360, 780)
TALL = 5_000  # Pixels; nobody scrolls through a longer picture.
COLOURS = 96
# No request to anybody: the browser's own errands are switched off.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


@dataclass(frozen=True)
class Picture:
    """One picture: who looks at which address, what they do there, and how large their screen is."""

    account: str  # "" for anybody
    path: str
    steps: Steps = do.nothing
    size: tuple[int, int] = DESK
    whole: bool = False  # the whole page, not only what the screen shows
    afterwards: Steps = do.nothing


TABLE = {
    "front": Picture("", "/in/wiang-kham-la/"),
    "sign-in": Picture("", "/sign-in/", size=PHONE),
    "today": Picture("mali", "/desk/", size=(1000, 1200)),
    "people": Picture("mali", "/desk/people/?level=high", do.at_list),
    "map": Picture("mali", "/desk/map/", do.at_map),
    "person": Picture("mali", "/desk/people/?level=high&kind=bedridden", do.first_row, size=(1000, 1400)),
    "attention": Picture("mali", "/desk/attention/"),
    "search": Picture("mali", "/desk/", do.found, size=PHONE),
    "likely": Picture("mali", PEOPLE, do.alike, size=(1000, 1100)),
    "duplicate": Picture("mali", "/desk/duplicates/", do.first_pair, size=(1000, 1100)),
    "import-preview": Picture("mali", LIST, do.shown_list, size=(1000, 1200)),
    "import-progress": Picture("mali", LIST, do.moving_list, afterwards=do.list_taken_back),
    "request": Picture("mali", PEOPLE, do.asked, whole=True, afterwards=do.answered),
    "looks": Picture("mali", PEOPLE, do.looks, size=(1000, 1000)),
    "break-glass": Picture("mali", PEOPLE, do.before_glass, whole=True, afterwards=do.open_again),
    "draft": Picture("mali", "/desk/risk/", do.draft, size=(1000, 1000)),
    "trial": Picture("mali", "/desk/risk/", do.tried, size=(1000, 1100)),
    "guard": Picture("prasit", PEOPLE, do.guarding, whole=True),
    "phone-link": Picture("anan", "/desk/accounts/", do.handed_link, whole=True),
    "come-in": Picture("anan", "/desk/accounts/", do.used_link, size=PHONE),
    "policy": Picture("mali", "/desk/risk/"),
    "carer-person": Picture("boonsri", "/desk/people/?level=high", do.last_row, size=(390, 1000)),
    "submissions": Picture("researcher3", "/desk/submissions/", do.at_list, size=(860, 560)),
    "device": Picture("prasit", DEVICE, do.registered_phone, whole=True, afterwards=do.revoked_phone),
    "forms": Picture("prasit", "/desk/forms/"),
    "form-refused": Picture("prasit", "/desk/forms/upload/", do.refused_form, whole=True),
    "role": Picture("prasit", "/desk/accounts/", do.roles_for_volunteer),
    "homes": Picture("prasit", "/desk/accounts/", do.volunteers_homes, size=(1000, 1100)),
    "chain": Picture("anan", "/desk/journal/chain/"),
    "places": Picture("anan", "/desk/places/", do.at_map),
    "figures": Picture("wipa", "/desk/"),
    "matrix": Picture("kham", "/desk/roles/matrix/"),
    "cases": Picture("mali", "/desk/cases/", size=(1000, 900)),
    "case": Picture("mali", "/desk/conferences/", care.case, size=(1000, 1400)),
    "minutes": Picture("mali", "/desk/conferences/", care.minutes, size=(1000, 1300)),
    "guest": Picture("", "/", care.guest, size=(360, 1200), afterwards=care.guest_shut_out),
    "entitled": Picture("mali", "/desk/support/entitled/", size=(1000, 1000)),
    "package": Picture("mali", "/desk/support/packages/?kind=scholarship", care.package, size=(1000, 1300)),
    "appeal": Picture("", "/in/wiang-kham-la/appeals/", care.appeal, size=(1000, 1000)),
    "plan": Picture("mali", "/desk/visits/", care.plan, size=(1000, 1200)),
    "unserved": Picture("mali", "/desk/visits/", care.unreached, size=(1000, 1000)),
    "volunteer-week": Picture("mali", "/desk/volunteers/?when=visiting", care.week, whole=True),
    "supervision": Picture("mali", "/desk/visits/supervision/", size=(1000, 1300)),
    "round": Picture("boonsri", "/round/", care.round_of_today, size=SMALL),
    "record": Picture("boonsri", "/round/", care.visit, size=(360, 1200)),
    "round-sheet": Picture("mali", "/desk/rounds/", care.sheet, size=(1000, 1100)),
    "browser-survey": Picture("researcher3", "/survey/", care.survey, size=SMALL),
    "duty": Picture("mali", "/desk/duty/", size=(1000, 1000)),
    "ladder": Picture("prasit", "/desk/duty/ladder/", size=(1000, 1000)),
    "wellbeing": Picture("mali", "/desk/wellbeing/", size=(1000, 1100)),
    "silent": Picture("mali", "/desk/wellbeing/", hear.first_silent, size=PHONE),
    "conversation": Picture("mali", "/desk/messages/", hear.first_talk, size=(1000, 1000)),
    "calls": Picture("boonsri", "/desk/calls/", size=PHONE),
    "broadcasts": Picture("mali", "/desk/broadcasts/"),
    "report": Picture("mali", "/desk/reports/new/", size=(1000, 1300)),
    "talks": Picture("researcher3", "/desk/talks/", size=PHONE),
    "channels": Picture("anan", "/desk/channels/", size=(1000, 1000)),
    "telephone": Picture("", "/", hear.telephone, size=(1000, 900)),
    "issue-raise": Picture("", "/in/wiang-kham-la/issues/raise/", size=(390, 1100)),
    "issue-check": Picture("facai", "/desk/forum/issues/", talk.first_card, size=(1000, 1100)),
    "pattern": Picture("", "/in/wiang-kham-la/forum/", talk.closed_pattern, size=(1000, 1300)),
    "hall": Picture("facai", "/desk/hearings/", talk.hall, size=(390, 1400)),
    "ranking": Picture("facai", "/desk/councils/", talk.ranking, size=(1000, 1100)),
    "count": Picture("", "/in/wiang-kham-la/elections/", talk.counted, size=(1000, 1300)),
    "development-plan": Picture("", "/in/wiang-kham-la/plan/", size=(1000, 1100)),
    "budget": Picture("", "/in/wiang-kham-la/budget/", size=(1000, 1100)),
    "waiting": Picture("somchai", "/desk/", size=PHONE),
    "projects": Picture("", "/in/wiang-kham-la/projects/", size=(1000, 1300)),
    "answers": Picture("mali", "/desk/answers/", size=(1000, 1100)),
    "compare": Picture("mali", "/desk/visits/", care.compared, size=(1000, 1000)),
}


def main() -> int:
    """Take the pictures that are asked for, all of them when none is named; 1 when there is no demo."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="where the demo is served")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(TABLE)}")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(TABLE):
        parser.error(f"There is no picture {', '.join(sorted(unknown))}.")
    if not _serves(asked.base):
        print(f"No demo is served at {asked.base}. Start it first: make run", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with _browser() as browser:
        for name in asked.names or TABLE:
            for language in LANGUAGES:
                _take(browser, asked.base.rstrip("/"), name, language)
    return 0


def _take(browser: Browser, base: str, name: str, language: str) -> None:
    wanted = TABLE[name]
    width, height = wanted.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale=LANGUAGES[language], reduced_motion="reduce"
    )
    page = context.new_page()
    if wanted.account:
        do.sign_in(page, base.rstrip("/"), wanted.account)
    page.goto(base + wanted.path)
    wanted.steps(page)
    # The map draws when all that it needs has come; a page of the desk never stops asking who calls.
    page.wait_for_timeout(1500)
    if wanted.whole:
        tall = min(TALL, page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": width, "height": tall})
    _keep(page.screenshot(), PICTURES / f"{name}.{language}.png")
    wanted.afterwards(page)
    context.close()


def _keep(png: bytes, path: Path) -> None:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(PICTURES.parents[1])}: {path.stat().st_size // 1000} kB")


@contextmanager
def _browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", *QUIET])
        yield browser
        browser.close()


def _serves(base: str) -> bool:
    try:
        urllib.request.urlopen(base, timeout=10).close()  # noqa: S310 - an address that the caller typed
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
