"""A call at the desk by keyboard alone, in under a minute; a talk on a phone with a patchy network."""

import pytest

from conftest import NOW, make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in

# A practised typist presses two keys a second; a minute is 120 of them, words included.
KEYS_IN_A_MINUTE = 120


@pytest.fixture
def town(site):
    """Mali at the desk, Nok in village 3, and a family there."""
    from khuang.care.people.tests.intake import a_family
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.mali, cast.nok)
        a_family()
    return cast


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text):
        self.page.keyboard.type(text)
        self.count += len(text)

    def to(self, selector):
        """Press Tab until something has the focus."""
        for _ in range(20):
            if self.page.evaluate("(it) => document.activeElement.matches(it)", selector):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} is more than twenty tabs away")


def test_a_call_is_taken_down_by_keyboard_in_under_a_minute(town, visit):
    worker = visit(width=1280)
    sign_in(worker, town.mali)
    page = worker.open("/desk/reports/new/")
    worker.fit("report-new")
    keys = Keys(page)
    keys.type("มาลี")
    page.wait_for_selector("#who-1")
    keys.to("#id_about ~ *, button[name=find]")
    keys.press("Tab", "Space")
    keys.to("[name=kind]")
    keys.press("ArrowDown")
    keys.to("[name=words]")
    keys.type("หลังคารั่ว ฝนตกนอนไม่ได้")
    keys.press("Tab", "ArrowDown")  # it came by telephone
    keys.press("Tab", "ArrowDown", "ArrowDown")  # a neighbour
    keys.to("[name=outcome]")
    keys.press("ArrowDown", "ArrowDown")  # note a need
    keys.to("button[name=save]")
    keys.press("Enter")
    page.locator("h1", has_text="1/2").wait_for()
    assert keys.count < KEYS_IN_A_MINUTE, keys.count
    assert "1/2" in page.inner_text("h1")
    worker.fit("report")
    facts = page.inner_text("main")
    assert "หลังคารั่ว" in facts and "มาลี ใจดี" in facts
    assert page.locator("a[href*='/desk/needs/']").count() == 1
    again = worker.open("/desk/reports/new/")
    again.fill("[name=about]", "มาลี")
    again.wait_for_selector("#who-1")
    again.check("#who-1")
    again.select_option("[name=kind]", "unsafe-house")
    again.fill("[name=words]", "หลังคารั่ว")
    follow(again.locator("button[name=save]").first)
    again.wait_for_selector("[name=another]")
    worker.expect_status(422)
    worker.fit("report-alike")


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_desk_fits_a_phone_and_works_without_scripts(town, visit, language):
    worker = visit(width=360, language=language, scripts=False)
    sign_in(worker, town.mali)
    page = worker.open("/desk/reports/new/")
    page.fill("[name=about]", "มาลี")
    page.fill("[name=words]", "หลังคารั่ว")
    follow(page.locator("button[name=find]").first)
    assert page.input_value("[name=words]") == "หลังคารั่ว"
    page.check("#who-1")
    follow(page.locator("button[name=save]").first)
    assert page.locator("#who-1").is_checked()
    assert page.input_value("[name=words]") == "หลังคารั่ว"
    page.select_option("[name=kind]", "unsafe-house")
    page.check("[name=outcome][value=issue]")
    follow(page.locator("button[name=save]").first)
    follow(page.locator("a[href$='/receipt/']").first)
    assert "มาลี" not in page.inner_text("article")
    worker.open("/desk/reports/")
    # At the end, since the browser may say it late.
    worker.expect_status(422)


def test_pages_of_the_desk_fit_a_phone(town, visit):
    worker = visit(width=360)
    sign_in(worker, town.mali)
    page = worker.open("/desk/reports/new/")
    page.fill("[name=about]", "มาลี")
    page.wait_for_selector("#who-1")
    worker.fit("report-new")
    page.check("#who-1")
    page.select_option("[name=kind]", "unsafe-house")
    page.fill("[name=words]", "นางมาลี บ้าน 12/1 หลังคารั่ว")
    page.check("[name=outcome][value=issue]")
    follow(page.locator("button[name=save]").first)
    worker.fit("report")
    answer_and_check(worker)


def answer_and_check(worker):
    """Answer the report; its issue is reworded and released."""
    page = worker.page
    follow(page.locator("a[href$='/answer/']").first)
    page.fill("[name=words]", "จะมีช่างไปดู")
    worker.fit("report-answer")
    follow(page.locator("main form button").last)
    worker.open("/desk/reports/?list=closed")
    worker.fit("reports")
    worker.open("/desk/issues/")
    worker.fit("issues")
    follow(page.locator("#main th a").first)
    worker.fit("issue")
    follow(page.locator("main form button").first)
    worker.expect_status(422)
    page.fill("[name=words]", "บ้านของผู้สูงอายุหลายหลังหลังคารั่ว")
    follow(page.locator("main form button").first)
    assert page.url.endswith("/desk/issues/")


def test_a_talk_on_a_phone_keeps_what_was_written_while_there_is_no_network(town, visit):
    walker = visit(width=360)
    sign_in(walker, town.nok)
    page = walker.open("/desk/talks/")
    walker.fit("talks-empty")
    invite(walker)
    follow(page.locator("a[href$='/who/']").first)
    walker.fit("talk-who")
    page.fill("[name='female:60+']", "1")
    page.locator("main form button").last.click()
    page.wait_for_url("**/talks/*-*/")
    follow(page.locator("a[href$='/issues/']").first)
    walker.fit("talk-issue")
    page.select_option("[name=kind]", "no-transport")
    page.fill("[name=words]", "ไม่มีรถไปโรงพยาบาลตอนกลางคืน")
    walker.context.set_offline(True)
    page.locator("main form button").first.click()
    page.wait_for_function("document.querySelector('.kh-patient').textContent.length > 20")
    walker.fit("talk-offline")
    assert page.input_value("[name=words]") == "ไม่มีรถไปโรงพยาบาลตอนกลางคืน"
    walker.context.set_offline(False)
    page.wait_for_url("**/talks/*-*/")
    walker.problems = [said for said in walker.problems if "ERR_INTERNET_DISCONNECTED" not in said]
    page.wait_for_load_state("networkidle")
    walker.fit("talk")
    page.check("[name=read_back]")
    follow(page.locator("main form button").last)
    walker.fit("talk-closed")
    walker.open("/desk/talks/")
    walker.fit("talks")


def invite(walker):
    page = walker.page
    follow(page.locator("a[href$='/talks/new/']").first)
    page.fill("[name=house]", "12")
    follow(page.locator("main form button").last)
    walker.fit("talk-home")
    follow(page.locator("a[href*='/talks/homes/']").first)
    for part, value in (("day", NOW.day), ("month", 12), ("year", 2590)):
        page.fill(f"[name=on_{part}]", str(value))
    walker.fit("talk-invite")
    follow(page.locator("main form button").last)
    walker.fit("talk-invited")
