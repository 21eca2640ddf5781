"""Every open page, in both languages, on a phone and on a desk, for every kind of reader."""

import io
import re

import pytest
from django.template.loader import render_to_string
from PIL import Image
from playwright.sync_api import expect

from conftest import NOW, make_municipality
from tests.journeys import measures
from tests.journeys.conftest import follow, until

BUDGET = 70_000  # bytes of the first page, everything that it asks for included


@pytest.fixture
def town(site):
    """The municipality with published figures and one village on the map."""
    from khuang.ground.indicators.actions import publish_safe
    from khuang.ground.journal.actions import SYSTEM
    from khuang.ground.municipalities.context import within
    from khuang.ground.places.models import MapLine, Village

    town = make_municipality()
    corners = [[99.40, 18.29], [99.42, 18.29], [99.43, 18.31], [99.41, 18.32], [99.40, 18.29]]
    with within(town):
        counts = {"people_registered": 10_263, "households_registered": 4_118, "villages": 7}
        publish_safe(counts, period=NOW.date(), source="registry", by=SYSTEM, at=NOW)
        outline = {"type": "Polygon", "coordinates": [corners]}
        Village.objects.create(
            code="52039901", moo=1, name="บ้านดอกแก้ว", name_en="Ban Dok Kaeo", outline=outline
        )
        MapLine.objects.create(
            kind="road", path={"type": "LineString", "coordinates": [[99.4, 18.3], [99.43, 18.31]]}
        )
    return town


PAGES = ["/", "/in/fah-sai/", "/sign-in/", "/gallery/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_has_no_accessibility_fault(visit, town, path, language, width):
    reader = visit(width=width, language=language)
    page = reader.open(path)
    assert page.locator("html").get_attribute("lang") == language
    assert reader.accessibility() == []
    assert reader.accessibility(["color-contrast-enhanced"]) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_fingers_and_narrow_screens(visit, town, path):
    page = visit(width=320).open(path)
    assert page.evaluate(measures.TOO_WIDE) == []
    assert page.evaluate(measures.SMALL_TARGETS) == []
    assert page.evaluate(measures.SMALL_TEXT) == []
    page.evaluate(measures.SPACED)
    assert page.evaluate(measures.TOO_WIDE) == []
    assert page.evaluate(measures.CUT_OFF) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_stands_in_forced_colours(visit, town, path):
    reader = visit(width=360, forced_colors="active")
    page = reader.open(path)
    assert reader.accessibility() == []
    for shape in page.locator(".kh-risk__shape").all()[:5]:
        words = shape.locator("xpath=..").evaluate("one => getComputedStyle(one).color")
        assert shape.evaluate("one => getComputedStyle(one).fill") == words


def test_the_language_is_switched_without_scripts(visit, town):
    page = visit(width=360, scripts=False).open("/")
    assert page.locator("html").get_attribute("lang") == "th"
    follow(page.get_by_role("button", name="English"))
    assert page.locator("html").get_attribute("lang") == "en"
    follow(page.get_by_role("button", name="ไทย"))
    assert page.locator("html").get_attribute("lang") == "th"


@pytest.mark.parametrize(("asked", "given"), [("en-GB,en;q=0.9", "en"), ("th", "th"), ("my,shn;q=0.8", "th")])
def test_the_language_follows_the_browser_and_is_thai_when_unknown(client, db, asked, given):
    answer = client.get("/gallery/", headers={"accept-language": asked})
    assert answer.headers["content-language"] == given


def test_no_english_is_left_on_a_thai_page(visit, town):
    words = visit(scripts=False).open("/").locator("body").inner_text()
    # Names that are the same in both languages.
    known = {"English", "AGPL", "or", "later"}
    assert set(re.findall(r"[A-Za-z]{2,}", words)) <= known


def test_the_first_page_is_light(visit, town):
    reader = visit(width=360)
    reader.open("/")
    assert reader.weight() <= BUDGET


def test_the_first_key_leads_past_the_menu(visit, town):
    page = visit().open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_is_seen_on_everything(visit, town):
    page = visit(width=1280).open("/")
    for one in page.locator("a:visible, button:visible").all():
        if one.get_attribute("class") == "govuk-skip-link":
            continue
        one.scroll_into_view_if_needed()
        before = around(page, one)
        one.focus()
        assert strong_change(before, around(page, one)) > 100, one.evaluate("one => one.outerHTML")
        one.evaluate("one => one.blur()")


def around(page, one):
    """Picture something with its edge: a mark of focus lies outside of it too."""
    box, edge = one.bounding_box(), 6
    return page.screenshot(
        clip={
            "x": max(0, box["x"] - edge),
            "y": max(0, box["y"] - edge),
            "width": box["width"] + 2 * edge,
            "height": box["height"] + 2 * edge,
        }
    )


def strong_change(before, after):
    """Count the pixels whose contrast with what they were is 3 to 1 or more (WCAG 2.4.13)."""
    pictures = [Image.open(io.BytesIO(taken)).convert("RGB") for taken in (before, after)]
    pairs = zip(*(picture.get_flattened_data() for picture in pictures), strict=True)
    return sum(contrast(old, new) >= 3 for old, new in pairs if old != new)


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = (part / 255 for part in colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_errors_are_read_first_and_lead_to_their_fields(visit, town):
    page = visit(width=360, language="en").open("/gallery/")
    summary = page.locator("[data-kh-error-summary]")
    assert summary.evaluate("one => one === document.activeElement")
    for link in summary.locator("a").all():
        assert page.locator(link.get_attribute("href")).count() == 1


def rows(page):
    return page.locator("#people tbody th").all_inner_texts()


def test_a_list_is_filtered_in_place_and_says_so(visit, town):
    page = visit(width=360, language="en").open("/gallery/")
    page.get_by_label("Risk class", exact=True).select_option("high")
    page.wait_for_url("**/gallery/?village=&level=high")
    expect(page.locator("#people tbody th")).to_have_text(["Mrs Somsri Chaingam"])
    expect(page.locator("[data-kh-live]")).to_have_text("1 of 1 shown.")
    page.go_back()
    expect(page.locator("#people tbody th")).to_have_count(2)


def test_a_list_is_filtered_without_scripts_alike(visit, town):
    page = visit(width=360, language="en", scripts=False).open("/gallery/")
    page.get_by_label("Risk class", exact=True).select_option("high")
    follow(page.get_by_role("button", name="Show", exact=True))
    assert rows(page) == ["Mrs Somsri Chaingam"]
    follow(page.get_by_role("link", name="Clear all"))
    assert len(rows(page)) == 2


def test_more_of_a_list_is_loaded_below_and_said(visit, town):
    page = visit(width=360, language="en").open("/gallery/")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#people tbody th")).to_have_count(3)
    expect(page.locator("[data-kh-live]")).to_have_text("3 of 3 shown.")
    assert page.get_by_role("button", name="Show more").count() == 0
    until(page, "document.activeElement.textContent === 'Ms Dao Muangdee'")


def test_more_of_a_list_is_a_page_of_its_own_without_scripts(visit, town):
    page = visit(width=360, language="en", scripts=False).open("/gallery/")
    follow(page.get_by_role("button", name="Show more"))
    assert rows(page) == ["Ms Dao Muangdee"]


def test_the_map_draws_homes_and_opens_clusters_by_key(visit, town):
    page = visit(width=1280, language="en").open("/gallery/")
    assert page.locator("[data-kh-map-status]").inner_text() == "132 homes"
    cluster = page.locator(".kh-map__cluster")
    assert cluster.get_attribute("title").startswith("128 homes: High risk 12")
    with page.expect_request("**/gallery/points/**") as asked:
        cluster.focus()
        page.keyboard.press("Enter")
    assert "bbox=" in asked.value.url


def test_homes_on_the_map_are_links_too(visit, town):
    page = visit(language="en").open("/gallery/")
    page.get_by_text("Homes in this part of the map").click()
    links = page.locator("[data-kh-map-list] a")
    assert links.all_inner_texts() == [
        "10/1 High risk",
        "11/1 Medium risk",
        "12/1 Low risk",
        "13/1 No risk found",
    ]


def test_paper_carries_what_is_read_not_what_is_pressed(visit, town):
    page = visit().open("/gallery/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".kh-risk").first.is_visible()
    for pressed in (".govuk-button", ".kh-account", ".kh-footer", ".kh-filter"):
        assert not page.locator(pressed).first.is_visible(), pressed


def test_without_scripts_the_map_says_where_the_list_is(visit, town):
    page = visit(language="en", scripts=False).open("/gallery/")
    assert page.get_by_text("the list shows the same homes").is_visible()


STILL = ["400", "403", "403_csrf", "404", "413", "500", "503"]


@pytest.mark.parametrize("name", STILL)
def test_an_error_page_stands_by_itself(visit, site, name):
    # Drawn without a request, as when everything else is broken.
    words = render_to_string(f"{name}.html")
    reader = visit(width=360)
    reader.page.route("**/still/", lambda route: route.fulfill(body=words, content_type="text/html"))
    page = reader.open("/still/")
    assert reader.accessibility() == []
    assert page.locator("h1").inner_text() != page.locator("[lang=en] h2").inner_text()
    assert page.evaluate(measures.TOO_WIDE) == []
    assert page.evaluate(measures.SMALL_TARGETS) == []


def test_an_unknown_address_answers_in_both_languages(visit, town):
    reader = visit(width=360)
    page = reader.open("/no/such/place/", status=404)
    reader.expect_status(404)
    assert page.get_by_text("ไม่พบหน้านี้").is_visible()
    assert page.get_by_text("This page was not found").is_visible()
    assert reader.accessibility() == []
    assert page.evaluate(measures.TOO_WIDE) == []
    assert page.evaluate(measures.SMALL_TARGETS) == []
