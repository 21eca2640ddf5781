"""Backups on the desk, in a real browser: the red line, and the list behind it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in


@pytest.fixture
def administrator(site):
    """An administrator where a backup was made this night and the last rehearsal is long ago."""
    from khuang.ground.journal import actions as journal
    from khuang.ground.municipalities.context import within

    municipality = make_municipality()
    cast = make_cast(municipality)
    told = {"file": "khuang-2026-11-22-201000.khuang", "rows": 282_522, "files": 24, "lines": 25_448}
    with within(municipality):
        let_in(cast.anan)
        now = timezone.now()
        for event, days, more in (
            ("backups.rehearsed", 40, {"people": 10_000, "seconds": 14.2}),
            ("backups.made", 0, {"bytes": 75_000_000}),
        ):
            at = now - timedelta(days=days)
            journal.write(event, by=journal.SYSTEM, about=municipality, at=at, **told, **more)
    return cast.anan


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_today_leads_to_what_is_late(visit, administrator, width, language):
    reader = visit(width=width, language=language)
    sign_in(reader, administrator)
    page = reader.open("/desk/")
    assert reader.accessibility() == []
    follow(page.locator("main").get_by_role("link", name={"th": "การสำรองข้อมูล", "en": "Backups"}[language]))
    assert "khuang-2026-11-22-201000.khuang" in page.locator("main").inner_text()
    reader.fit()
