"""A list of people as a file: which columns there are, for whom, and what stands in them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from khuang.care.people.models import Export, Person
from khuang.care.people.rules.ages import age_on
from khuang.care.people.rules.exports import REASONS
from khuang.care.risk import reads as risk
from khuang.desk.reads import Listed, listed
from khuang.ground.accounts.reads import may
from khuang.ground.journal.names import names
from khuang.lib.spreadsheets import Cell, as_csv, as_xlsx
from khuang.lib.thai_dates import PartialDate, format_date
from khuang.ui.templatetags.kh import RISKS, thai_datetime

CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PLACES = "people.export-places"
LATEST = 100  # files that the page shows


@dataclass(frozen=True)
class Column:
    """One column that may be ticked.

    needs  the permission without which it is not offered
    ticked  whether it is ticked at first: what is needed least is not
    """

    words: Promise
    cell: Callable[["Row"], Cell]
    needs: str = "people.export"
    ticked: bool = False


@dataclass(frozen=True)
class Row:
    """One person of the file, and what is known beside the registry."""

    person: Person
    one: Listed
    kinds: list[str]
    on: date


def _born(row: Row) -> str:
    person = row.person
    if person.born_on is None:
        return ""
    return format_date(person.born_on, get_language(), precision=person.born_precision, short=True)


def _age(row: Row) -> Cell:
    person = row.person
    if person.born_on is None:
        return None
    age = age_on(PartialDate(person.born_on, person.born_precision), row.on)
    return age.most if age.is_exact else f"{age.least}–{age.most}"


def _level(row: Row) -> str:
    return str(RISKS[row.one.risk.level if row.one.risk else risk.UNASSESSED])


def _degrees(row: Row, axis: int) -> Cell:
    point = row.person.dwelling.point if row.person.dwelling else None
    return round(point.position[axis], 6) if point else None


def _seen(row: Row) -> str:
    seen = row.person.last_seen_on
    return format_date(seen, get_language(), short=True) if seen else ""


COLUMNS: Mapping[str, Column] = {
    "title": Column(gettext_lazy("Title"), lambda row: row.person.title, ticked=True),
    "given_name": Column(gettext_lazy("Given name"), lambda row: row.person.given_name, ticked=True),
    "family_name": Column(gettext_lazy("Family name"), lambda row: row.person.family_name, ticked=True),
    "nickname": Column(gettext_lazy("Nickname"), lambda row: row.person.nickname),
    "sex": Column(gettext_lazy("Sex"), lambda row: row.person.get_sex_display(), ticked=True),
    "born": Column(gettext_lazy("Birth date"), _born),
    "age": Column(gettext_lazy("Age"), _age, ticked=True),
    "house_no": Column(
        gettext_lazy("House number"), lambda row: getattr(row.person.dwelling, "house_no", ""), ticked=True
    ),
    "village": Column(gettext_lazy("Village"), lambda row: str(row.person.village or ""), ticked=True),
    "level": Column(gettext_lazy("Risk class"), _level, needs="risk.view"),
    "kinds": Column(
        gettext_lazy("Kinds of vulnerability"), lambda row: ", ".join(row.kinds), needs="risk.view"
    ),
    "last_seen": Column(gettext_lazy("Last seen"), _seen),
    "national_id": Column(
        gettext_lazy("ID number"), lambda row: row.person.national_id or "", needs="people.identity"
    ),
    "phone": Column(gettext_lazy("Phone"), lambda row: row.person.phone or "", needs="people.identity"),
    "lat": Column(gettext_lazy("Latitude of the home"), lambda row: _degrees(row, 1), PLACES),
    "lon": Column(gettext_lazy("Longitude of the home"), lambda row: _degrees(row, 0), PLACES),
}


def offered(account: Any) -> dict[str, Column]:
    """Give the columns that an account may take out."""
    return {code: column for code, column in COLUMNS.items() if may(account, column.needs)}


def gathered(chosen: QuerySet[Person], account: Any, *, on: date) -> list[Row]:
    """Give the persons of a list with all that a column may ask for."""
    page = listed(chosen.select_related("village", "dwelling__point"))
    words = risk.kind_words(account)
    kinds = risk.kinds_of(one.person.pk for one in page)
    return [Row(one.person, one, _kinds(kinds.get(one.person.pk, ()), words), on) for one in page]


def _kinds(codes: Iterable[str], words: Mapping[str, str]) -> list[str]:
    return [words[code] for code in codes if code in words]


def written(export: Export, rows: Iterable[Row], account: Any) -> bytes:
    """Write the file; who took it and when stands in every row, and in a workbook on every page."""
    columns = [COLUMNS[code] for code in export.columns]
    stamp = _("Taken out by %(who)s, %(when)s, number %(number)s") % {
        "who": account.display_name,
        "when": thai_datetime(export.at),
        "number": export.number,
    }
    head = [*(str(column.words) for column in columns), _("Whose file this is")]
    lines = ([*(column.cell(row) for column in columns), stamp] for row in rows)
    if export.file_format == CSV:
        return as_csv(head, lines)
    return as_xlsx(head, lines, name=_("People"), stamp=stamp)


@dataclass(frozen=True)
class Made:
    """One line of the page of files taken out."""

    export: Export
    who: str
    reason: str
    columns: list[str]


def made() -> list[Made]:
    """Give the newest files that were taken out of this municipality."""
    known = names()
    return [
        Made(
            one,
            known.get(one.by_id, ""),
            _(REASONS[one.reason]),
            [str(COLUMNS[code].words) for code in one.columns],
        )
        for one in Export.objects.all()[:LATEST]
    ]
