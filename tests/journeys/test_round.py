"""A volunteer's day: loaded at home, worked on a hill without a network, through a crash, sent once."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from conftest import make_cast, make_municipality
from khuang.care.cases.models import Alert
from khuang.care.visits import actions
from khuang.care.visits.models import PlannedVisit, Visit
from khuang.care.visits.tests.round_town import make_round, pin_home
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import RememberedPhone
from khuang.ground.municipalities.context import within
from khuang.ground.surveys.models import Submission, SubmissionMedia
from tests.journeys.conftest import follow, held, until

PIN = "271593"
PICTURES = os.environ.get("KHUANG_PICTURES")
MOST_TAPS = 8


@pytest.fixture
def town(site):
    from django.utils import timezone

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        town = make_round(cast, day=timezone.localdate())
        pin_home(town.home, cast.mali)
        town.link = accounts.hand_link(cast.boonsri, by=cast.prasit, at=timezone.now())
    return town


class Taps:
    """Counts what a thumb does."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def tap(self, where):
        self.count += 1
        (self.page.locator(where).first if isinstance(where, str) else where).click()


def photograph(width=6000, height=4500):
    """Make a photograph of some twenty megabytes, as a new phone takes it, with a place in it."""
    noise = os.urandom(width * height // 4)
    picture = Image.frombytes("L", (width // 2, height // 2), noise).resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (18.0, 13.0, 24.0), 3: "E", 4: (99.0, 24.0, 0.0)})
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=97, exif=exif)
    return written.getvalue()


def picture(reader, name):
    if PICTURES:
        width = reader.page.viewport_size["width"]
        language = reader.page.evaluate("document.documentElement.lang")
        reader.page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{language}.png", full_page=True)


def come_in(reader, town):
    """Let the phone in by its link, and go to the round."""
    page = reader.open(f"/come-in/{town.link}/")
    page.fill("[name=pin]", PIN)
    page.fill("[name=again]", PIN)
    follow(page.locator("main form button"))
    reader.open("/round/")
    return page


def set_digits(page):
    form = page.locator("[data-kh-lock-form=set]")
    form.locator("[name=digits]").fill(PIN)
    form.locator("[name=again]").fill(PIN)
    form.locator("button").click()
    page.locator("[data-kh-part=stops] li").first.wait_for()
    until(page, "navigator.serviceWorker.controller !== null")


def unlock(page, digits=PIN):
    form = page.locator("[data-kh-lock-form=unlock]")
    form.locator("[name=digits]").fill(digits)
    form.locator("button").click()


def one_waits(page):
    expect(page.locator("[data-kh-count]").first).to_have_text("1")


def forgive(reader, *words):
    """Forget what the console says when there is no network, as the test wanted."""
    wanted = ("ERR_INTERNET_DISCONNECTED", *words)
    reader.problems = [said for said in reader.problems if not any(word in said for word in wanted)]


def go_online(reader):
    """Bring the network back, and wait until everything is sent."""
    reader.context.set_offline(False)
    reader.page.evaluate("dispatchEvent(new Event('online'))")
    until(reader.page, "document.querySelector('[data-kh-none]').hidden === false")


def visits(town):
    with within(town.cast.municipality):
        return list(Visit.objects.select_related("planned"))


def record_a_visit(reader, hill):
    """Tap a visit together, with a photograph and a worry; gives the taps, without the last on Save."""
    page, taps = reader.page, Taps(reader.page)
    taps.tap("[data-kh-link=record]")
    taps.tap("label[for=id_condition_2]")
    taps.tap("label:has-text('พูดคุย')")
    taps.tap("label[for=id_mood_2]")
    taps.tap("label[for=id_worried]")
    taps.count += 1
    page.set_input_files("[name=photo]", str(hill))
    page.locator("[data-kh-preview]:not([hidden])").wait_for()
    return taps


def test_a_day_without_a_network_loses_nothing_and_sends_each_visit_once(visit, town, tmp_path):
    reader = visit(width=360)
    page = come_in(reader, town)
    set_digits(page)
    assert reader.accessibility() == []
    picture(reader, "round-stops")
    reader.context.set_offline(True)
    page.reload()
    unlock(page)
    page.locator("[data-kh-part=stops] li").first.wait_for()
    (tmp_path / "hill.jpg").write_bytes(photograph())
    assert (tmp_path / "hill.jpg").stat().st_size > 15_000_000
    taps = record_a_visit(reader, tmp_path / "hill.jpg")
    assert reader.accessibility() == []
    picture(reader, "round-record")
    # The page crashes; what was tapped is there again.
    until(page, PHOTOGRAPH_KEPT)
    page.reload()
    unlock(page)
    page.locator("[data-kh-preview]:not([hidden])").wait_for()
    assert page.is_checked("#id_condition_2") and page.is_checked("#id_worried")
    page.locator("[data-kh-record-form] > button").dblclick()
    page.locator("[data-kh-said=recorded]:not([hidden])").wait_for()
    assert taps.count + 1 <= MOST_TAPS
    one_waits(page)
    picture(reader, "round-one-waits")
    page.reload()
    unlock(page)
    page.locator("[data-kh-part=stops] li").first.wait_for()
    one_waits(page)
    assert visits(town) == []
    go_online(reader)
    [found] = visits(town)
    assert found.findings["condition"] == "worse" and found.worried
    assert found.planned.state == PlannedVisit.State.DONE
    with within(town.cast.municipality):
        assert SubmissionMedia.objects.get().size < 2_000_000
        assert (Alert.objects.count(), Submission.objects.count()) == (1, 1)
    forgive(reader)


def test_two_tabs_send_each_visit_once(visit, town):
    reader = visit(width=360)
    page = come_in(reader, town)
    set_digits(page)
    reader.context.set_offline(True)
    page.locator("[data-kh-link=record]").first.click()
    page.locator("[data-kh-record-form] > button").click()
    page.locator("[data-kh-said=recorded]:not([hidden])").wait_for()
    other = reader.context.new_page()
    other.goto(reader.origin + "/round/")
    reader.context.set_offline(False)
    for one in (page, other):
        one.evaluate("dispatchEvent(new Event('online'))")
    until(page, "document.querySelector('[data-kh-none]').hidden === false")
    assert len(visits(town)) == 1
    forgive(reader)


def test_a_full_phone_keeps_the_answers_and_says_so(visit, town, tmp_path):
    reader = visit(width=360)
    page = come_in(reader, town)
    set_digits(page)
    reader.context.set_offline(True)
    page.locator("[data-kh-link=record]").first.click()
    page.locator("label[for=id_condition_1]").click()
    noise = Image.frombytes("RGB", (1500, 1500), os.urandom(1500 * 1500 * 3))
    noise.save(tmp_path / "noise.jpg", quality=95)
    page.evaluate(FULL)
    page.set_input_files("[name=photo]", str(tmp_path / "noise.jpg"))
    page.locator("[data-kh-record-said=full]:not([hidden])").wait_for()
    page.locator("[data-kh-record-form] > button").click()
    page.locator("[data-kh-without]").wait_for()
    picture(reader, "round-full")
    page.locator("[data-kh-without]").click()
    page.locator("[data-kh-said=recorded]:not([hidden])").wait_for()
    go_online(reader)
    assert visits(town)[0].findings["condition"] == "same"
    forgive(reader)


def test_a_lost_phone_shows_nothing_and_a_revoked_one_forgets(visit, town):
    from django.utils import timezone

    reader = visit(width=360)
    page = come_in(reader, town)
    set_digits(page)
    page.reload()
    page.locator("[data-kh-lock-form=unlock]").wait_for()
    dump = page.evaluate(EVERYTHING)
    assert "บัวคำ" not in page.content() and "บัวคำ" not in dump and "0812345678" not in dump
    unlock(page, "000000")
    page.locator("[data-kh-lock-said=wrong]:not([hidden])").wait_for()
    assert "บัวคำ" not in page.content()
    with within(town.cast.municipality):
        accounts.revoke_phone(RememberedPhone.objects.get(), by=town.cast.prasit, at=timezone.now())
    unlock(page)
    page.locator("[data-kh-said=revoked]:not([hidden])").first.wait_for()
    assert "บัวคำ" not in page.content()
    assert page.evaluate(KEPT) == [0, 0]
    picture(reader, "round-revoked")
    reader.expect_status(410)


def test_ten_wrong_digits_delete_the_key_but_not_what_waits(visit, town):
    reader = visit(width=360)
    page = come_in(reader, town)
    set_digits(page)
    reader.context.set_offline(True)
    page.locator("[data-kh-link=record]").first.click()
    page.locator("[data-kh-record-form] > button").click()
    page.locator("[data-kh-said=recorded]:not([hidden])").wait_for()
    page.reload()
    for _ in range(10):
        page.locator("[data-kh-lock-form=unlock] button:enabled").wait_for()
        unlock(page, "000000")
    page.locator("[data-kh-lock-said=gone]:not([hidden])").wait_for()
    assert page.evaluate(KEPT) == [0, 0]
    one_waits(page)
    go_online(reader)
    assert len(visits(town)) == 1
    forgive(reader)


def test_the_home_in_english_and_the_way_there(visit, town):
    reader = visit(width=1280, language="en")
    page = come_in(reader, town)
    set_digits(page)
    picture(reader, "round-stops")
    assert page.locator("[data-kh-link=call]").first.get_attribute("href") == "tel:0812345678"
    way = page.locator("[data-kh-link=map]").first
    assert not way.is_visible()
    page.locator(".kh-stop__more summary").first.click()
    assert way.is_visible() and way.get_attribute("href").startswith("geo:18.223,99.401")
    page.locator("[data-kh-link=home]").first.click()
    page.locator("[data-kh-members] > li").first.wait_for()
    assert page.locator("[data-kh-members] > li").count() == 2
    assert reader.accessibility() == []
    picture(reader, "round-home")


def test_without_scripts_the_round_is_plain_pages(visit, town):
    reader = visit(width=360, scripts=False)
    page = reader.open(f"/come-in/{town.link}/")
    page.fill("[name=pin]", PIN)
    page.fill("[name=again]", PIN)
    follow(page.locator("main form button"))
    reader.open("/round/")
    follow(page.locator("noscript a"))
    follow(page.locator(".kh-stop a", has_text="บันทึก").first)
    page.locator("label[for=id_condition_0]").click()
    picture(reader, "round-plain-record")
    follow(page.locator("main form button").last)
    assert "บันทึกการเยี่ยมแล้ว" in page.content()
    assert visits(town)[0].findings["condition"] == "better"


def test_an_answer_from_the_office_lies_on_the_round(visit, town):
    from django.utils import timezone

    reader = visit(width=360)
    page = come_in(reader, town)
    set_digits(page)
    page.locator("[data-kh-link=record]").first.click()
    page.locator("[data-kh-record-form] > button").click()
    # What waits counts as none before there is anything: only the office knows that the visit is there.
    [found] = held(page, lambda: visits(town))
    with within(town.cast.municipality):
        actions.reply(found, "พยาบาลจะไปพรุ่งนี้", by=town.cast.mali, at=timezone.now())
    page.reload()
    unlock(page)
    page.get_by_text("พยาบาลจะไปพรุ่งนี้").wait_for()


# From now on there is room for some letters, and for no photograph.
FULL = """() => {
  const put = IDBObjectStore.prototype.put;
  const size = (value) =>
    value instanceof ArrayBuffer ? value.byteLength
    : value && typeof value === "object" ? Object.values(value).reduce((sum, one) => sum + size(one), 0) : 0;
  IDBObjectStore.prototype.put = function (value, ...key) {
    if (size(value) > 100_000) throw new DOMException("no room", "QuotaExceededError");
    return put.call(this, value, ...key);
  };
}"""
# All that lies in this browser's database, as text.
EVERYTHING = """async () => {
  const database = await new Promise((done) => {
    const r = indexedDB.open("khuang"); r.onsuccess = () => done(r.result);
  });
  let text = "";
  for (const name of database.objectStoreNames) {
    const rows = await new Promise((done) => {
      const r = database.transaction(name).objectStore(name).getAll(); r.onsuccess = () => done(r.result);
    });
    const walk = (value) => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) text += new TextDecoder().decode(value);
      else if (value && typeof value === "object") Object.values(value).forEach(walk);
      else text += String(value);
    };
    walk(rows);
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys())
      if (/\\.(html|js|json)$|\\/$/.test(request.url)) text += await (await cache.match(request)).text();
  }
  return text;
}"""
# The photograph is the last that is sealed and kept.
PHOTOGRAPH_KEPT = """async () => {
  const database = await new Promise((done) => {
    const r = indexedDB.open("khuang"); r.onsuccess = () => done(r.result);
  });
  const names = await new Promise((done) => {
    const r = database.transaction("kept").objectStore("kept").getAllKeys();
    r.onsuccess = () => done(r.result);
  });
  return names.some((name) => name.startsWith("photo "));
}"""
# How many sealed things are kept, and how many keys.
KEPT = """async () => {
  const database = await new Promise((done) => {
    const r = indexedDB.open("khuang"); r.onsuccess = () => done(r.result);
  });
  const count = (store, key) => new Promise((done) => {
    const r = database.transaction(store).objectStore(store).count(key); r.onsuccess = () => done(r.result);
  });
  return [await count("kept"), await count("lock", "key")];
}"""
