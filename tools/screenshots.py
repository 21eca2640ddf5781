"""Take the pictures of the docs from the demo that is running: `make screenshots`.

    python tools/screenshots.py [--base http://127.0.0.1:8000] [NAME ...]

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

# As khuang/site/demo/cast.py prints it; only the demo has it.
PASSWORD = "khuang-demo-2569"  # noqa: S105 - everybody may know it
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
LANGUAGES = {"th": "th-TH", "en": "en-GB"}
DESK, PHONE = (1000, 760), (390, 780)
TALL = 5_000  # Pixels; nobody scrolls through a longer picture.
COLOURS = 96
# No request to anybody: the browser's own errands are switched off.
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")

Steps = Callable[[Page], None]


def nothing(page: Page) -> None:
    """Take the page as it opens."""


def at_map(page: Page) -> None:
    page.locator("[data-kh-map]").evaluate("map => map.scrollIntoView({ block: 'end' })")


def at_list(page: Page) -> None:
    page.locator("main table").first.evaluate("table => table.scrollIntoView({ block: 'start' })")


def first_row(page: Page) -> None:
    page.locator("main table tbody th a").first.click()


def last_row(page: Page) -> None:
    page.locator("main table tbody th a").last.click()


def registered_phone(page: Page) -> None:
    page.locator("select[name=holder]").select_option(index=1)
    page.fill("input[name=label]", "โทรศัพท์ตัวอย่าง")
    page.locator("main form button").click()


def revoked_phone(page: Page) -> None:
    page.goto(page.url.replace("new/", ""))
    page.locator("tr", has_text="โทรศัพท์ตัวอย่าง").locator("a").first.click()
    page.locator("main form button").click()


def volunteer(page: Page) -> None:
    page.locator("main th a", has_text="บุญศรี").click()


def volunteers_homes(page: Page) -> None:
    volunteer(page)
    page.locator("main a[href$='/homes/']").first.click()


def roles_for_volunteer(page: Page) -> None:
    volunteer(page)
    page.locator("main a[href$='/roles/']").first.click()


def refused_form(page: Page) -> None:
    page.set_input_files("input[type=file]", files=_bad_form())
    page.locator("main form button").click()


@dataclass(frozen=True)
class Picture:
    """One picture: who looks at which address, what they do there, and how large their screen is."""

    account: str  # "" for anybody
    path: str
    steps: Steps = nothing
    size: tuple[int, int] = DESK
    whole: bool = False  # the whole page, not only what the screen shows
    afterwards: Steps = nothing


TABLE = {
    "front": Picture("", "/in/wiang-kham-la/"),
    "sign-in": Picture("", "/sign-in/", size=PHONE),
    "today": Picture("mali", "/desk/"),
    "people": Picture("mali", "/desk/people/?level=high", at_list),
    "map": Picture("mali", "/desk/map/", at_map),
    "person": Picture("mali", "/desk/people/?level=high&kind=bedridden", first_row, size=(1000, 1400)),
    "attention": Picture("mali", "/desk/attention/"),
    "policy": Picture("mali", "/desk/risk/"),
    "carer-person": Picture("boonsri", "/desk/people/?level=high", last_row, size=(390, 1000)),
    "submissions": Picture("researcher3", "/desk/submissions/", at_list, size=(860, 560)),
    "device": Picture("prasit", "/desk/devices/new/", registered_phone, whole=True, afterwards=revoked_phone),
    "forms": Picture("prasit", "/desk/forms/"),
    "form-refused": Picture("prasit", "/desk/forms/upload/", refused_form, whole=True),
    "role": Picture("prasit", "/desk/accounts/", roles_for_volunteer),
    "homes": Picture("prasit", "/desk/accounts/", volunteers_homes, size=(1000, 1100)),
    "chain": Picture("anan", "/desk/journal/chain/"),
    "places": Picture("anan", "/desk/places/", at_map),
    "figures": Picture("wipa", "/desk/"),
    "matrix": Picture("kham", "/desk/roles/matrix/"),
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
        _sign_in(page, base, wanted.account)
    page.goto(base + wanted.path)
    wanted.steps(page)
    page.wait_for_load_state("networkidle")
    # The map draws when all that it needs has come.
    page.wait_for_timeout(500)
    if wanted.whole:
        tall = min(TALL, page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": width, "height": tall})
    _keep(page.screenshot(), PICTURES / f"{name}.{language}.png")
    wanted.afterwards(page)
    context.close()


def _sign_in(page: Page, base: str, account: str) -> None:
    page.goto(f"{base}/sign-in/")
    page.fill("input[name=username]", account)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    # The demo shows the code in its field already.
    page.wait_for_url(f"{base}/sign-in/code/")
    page.locator("main form button").last.click()
    page.wait_for_url(f"{base}/desk/")


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


def _bad_form() -> FilePayload:
    """Make a form with the faults that people make most, to show how they are told."""
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(["type", "name", "label::ไทย (th)", "relevant"])
    survey.append(["text", "given_name", "ชื่อ", ""])
    survey.append(["select_one yes_no", "lives_alone", "อยู่คนเดียวหรือไม่", ""])
    survey.append(["text", "why", "เพราะเหตุใด", "${alone} = 'yes'"])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label::ไทย (th)"])
    choices.append(["agree", "yes", "ใช่"])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version"])
    settings.append(["ทดลอง", "trial", "1"])
    kept = io.BytesIO()
    book.save(kept)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "trial.xlsx", "mimeType": kind, "buffer": kept.getvalue()}


if __name__ == "__main__":
    sys.exit(main())
