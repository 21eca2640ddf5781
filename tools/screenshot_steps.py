"""What is done on a page before the docs' picture of it is taken, and what undoes it afterwards.

Buttons are found by their address or value, so that the same steps serve both languages.
"""

import csv
import io
import re
from collections.abc import Callable
from contextlib import contextmanager
from urllib.parse import urljoin

from openpyxl import Workbook
from playwright.sync_api import FilePayload, Page

# As khuang/site/demo/cast.py prints it; only the demo has it.
PASSWORD = "khuang-demo-2569"  # noqa: S105 - everybody may know it
PEOPLE = "/desk/people/?level=high&kind=bedridden"
# Long enough to be seen on its way.
LONG_LIST = 6_000

Steps = Callable[[Page], None]


def sign_in(page: Page, base: str, account: str) -> None:
    page.goto(f"{base}/sign-in/")
    page.fill("input[name=username]", account)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    # The demo shows the code in its field already.
    page.wait_for_url(f"{base}/sign-in/code/")
    page.locator("main form button").last.click()
    page.wait_for_url(f"{base}/desk/")


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


def found(page: Page) -> None:
    """Type a name as it is heard, without its marks."""
    page.locator("input#search").press_sequentially("สมไช ใจ")
    page.locator("#found table").wait_for()
    page.locator("form[role=search]").evaluate("form => form.scrollIntoView({ block: 'start' })")


def alike(page: Page) -> None:
    """Register a member of a home once more, with one letter less."""
    first_row(page)
    page.locator("main a[href$='/correct/']").first.click()
    kept = ("title", "family_name", "sex", "birth_date")
    typed = {name: page.input_value(f"[name={name}]") for name in kept}
    given = page.input_value("[name=given_name]")
    page.go_back()
    page.locator("main a[href*='register/?household=']").click()
    for name, value in typed.items():
        (page.select_option if name == "sex" else page.fill)(f"[name={name}]", value)
    page.fill("[name=given_name]", given[:-1])
    page.locator("main form button").last.click()


def first_pair(page: Page) -> None:
    page.locator("main tbody td a").first.click()


def shown_list(page: Page, rows: int = 8) -> None:
    page.fill("input[name=source]", "โรงพยาบาลตัวอย่าง")
    page.set_input_files("input[type=file]", files=_list(rows))
    page.locator("main form button").click()
    # A large file is read as a job; its page leads on when that is done.
    while not page.url.endswith("/columns/"):
        page.wait_for_timeout(500)
        on = page.locator("main a[href$='/columns/']")
        (on.click if on.count() else page.reload)()
    page.locator("main form button").last.click()
    page.wait_for_url("**/preview/")


def moving_list(page: Page) -> None:
    shown_list(page, LONG_LIST)
    page.locator("form[action$='/begin/'] button").click()
    page.locator("main progress").wait_for()
    page.wait_for_timeout(6_000)


def list_taken_back(page: Page) -> None:
    page.locator("form[action$='/stop/'] button").click()
    undo = page.locator("main a[href$='/undo/']")
    while not undo.count():
        page.wait_for_timeout(1_000)
        page.reload()
    undo.click()
    page.locator("main form button").click()


def asked(page: Page) -> None:
    first_row(page)
    page.locator("main a[href$='/requests/']").click()
    page.locator("main a[href$='/requests/new/']").click()
    for name, value in (("kind", "copy"), ("asker", "person"), ("proof", "id-card")):
        page.check(f"input[name={name}][value={value}]")
    page.fill("[name=words]", "อยากทราบว่าเทศบาลมีข้อมูลอะไรของฉันบ้าง")
    page.locator("main form button").click()


def answered(page: Page) -> None:
    page.check("main form input[type=radio][value=done]")
    page.locator("main form textarea").fill("มอบสำเนาให้แล้ว")
    page.locator("main form button").click()


def looks(page: Page) -> None:
    first_row(page)
    page.locator("main a[href$='/looks/']").click()
    page.locator("main form button").click()


def guarding(page: Page) -> None:
    first_row(page)
    page.locator("main a[href$='/guard/']").click()


def before_glass(page: Page) -> None:
    """The head guards a record; whoever asks for exactly that name meets the glass."""
    name = page.locator("main table tbody th a").first.inner_text()
    with _as_head(page) as head:
        guarding(head)
        _guard(head, "sensitive")
    _go(page, "/desk/")
    page.fill("input#search", name)
    page.locator("a[href*='/break-glass/']").first.click()
    page.locator("main input[type=radio]").first.check()


def open_again(page: Page) -> None:
    key = re.search("people/([^/]+)/", page.url)[1]
    with _as_head(page) as head:
        _go(head, f"/desk/people/{key}/guard/")
        _guard(head, "team")


def draft(page: Page) -> None:
    page.locator("main ul a[href*='/drafts/']").first.click()


def tried(page: Page) -> None:
    draft(page)
    page.locator("form[action$='/try/'] button").click()
    # The first dry run waits until what is known has been gathered.
    while not page.url.endswith("/trial/"):
        page.wait_for_timeout(1_000)
        again = page.locator("form[action$='/try/'] button")
        (again.click if again.count() else page.reload)()


def handed_link(page: Page) -> None:
    volunteer(page)
    page.locator("form[action$='/phone-link/'] button").click()


def used_link(page: Page) -> None:
    """Open the link as its holder would, on a phone that nobody has signed in on."""
    handed_link(page)
    link = page.input_value("#link")
    page.context.clear_cookies()
    page.goto(link)


def _go(page: Page, address: str) -> None:
    page.goto(urljoin(page.url, address))


@contextmanager
def _as_head(page: Page):
    """Somebody else's browser, which looks at the same list of people."""
    context = page.context.browser.new_context(locale="th-TH")
    head = context.new_page()
    sign_in(head, urljoin(page.url, "/").rstrip("/"), "prasit")
    _go(head, PEOPLE)
    yield head
    context.close()


def _guard(head: Page, level: str) -> None:
    head.check(f"input[name=level][value={level}]")
    head.get_by_label("ประสิทธิ์").first.set_checked(level != "team")
    head.fill("[name=reason]", "ตัวอย่างสำหรับคู่มือ")
    head.locator("main form button").last.click()


def _list(rows: int) -> FilePayload:
    """Make a list as a hospital sends it; the second row has a digit wrong, the fourth no such day."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["คำนำหน้า", "ชื่อ-สกุล", "เลขบัตรประชาชน", "วันเกิด", "บ้านเลขที่", "หมู่ที่"])
    for row in range(rows):
        digits = f"8{row:011d}"
        last = (11 - sum(int(one) * (13 - at) for at, one in enumerate(digits)) % 11) % 10
        number = digits + str((last + (row == 1)) % 10)
        day = "31/2/2567" if row == 3 else f"{row % 28 + 1}/{row % 12 + 1}/{2480 + row % 60}"
        name = f"{('สมคำ', 'บุญมา', 'แสงดาว', 'ทองดี')[row % 4]} ตัวอย่าง{row}"
        table.writerow([("นาย", "นาง")[row % 2], name, number, day, f"{900 + row}", row % 7 + 1])
    return {"name": "patients.csv", "mimeType": "text/csv", "buffer": text.getvalue().encode("cp874")}


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
