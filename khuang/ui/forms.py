"""How forms are drawn, a text in somebody's own words, and the field that Django lacks: a date in parts."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.lib.thai_dates import BUDDHIST_OFFSET, NotADate, PartialDate, gregorian_year
from khuang.lib.thai_text import arabic_digits

LONGEST = 2000  # characters of a text
WORDS_MISSING = _("Write a few words; they are needed later.")
CHOICE_MISSING = _("Choose one.")


def words(label, *, required=True, hint="", rows=4, missing=WORDS_MISSING, longest=LONGEST):
    """A text in somebody's own words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


class FormRenderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ form.x.as_field_group }}` with our components."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DatePartsWidget(forms.MultiWidget):
    """Three boxes: day, month, year; the year is written in the era of the language."""

    use_fieldset = True

    def __init__(self, attrs=None):
        numbers = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({name: forms.TextInput(numbers) for name in ("day", "month", "year")}, attrs)

    def decompress(self, value):
        if value is None:
            return ["", "", ""]
        partial = value if isinstance(value, PartialDate) else PartialDate(value, "day")
        day = partial.on.day if partial.precision == "day" else ""
        month = "" if partial.precision == "year" else partial.on.month
        return [day, month, partial.on.year + (BUDDHIST_OFFSET if get_language() == "th" else 0)]


class DatePartsField(forms.MultiValueField):
    """A date typed in three boxes, in either era, with Thai or Arabic digits.

    Gives a date; with partial=True a PartialDate, whose day, or day and month,
    may be left empty, as on the card of an elder who knows only the year.
    """

    widget = DatePartsWidget
    default_error_messages = {
        "required": _("Enter a date."),
        "unreadable": _("Write the day, month and year in numbers, for example 27 3 2569."),
        "no_such_day": _("There is no such day. Check the day and the month."),
        "year_unlikely": _("Check the year. Write it in full, for example 2569 or 2026."),
    }

    def __init__(self, *, partial=False, **options):
        self.partial = partial
        parts = [forms.CharField(required=False, max_length=4) for _ in range(3)]
        super().__init__(parts, require_all_fields=False, **options)

    def compress(self, values):
        if not any(values):
            return None
        try:
            return self._read(*(values + ["", "", ""])[:3])
        except NotADate as error:
            raise ValidationError(self.error_messages[error.code], code=error.code) from None

    def _read(self, *texts):
        day, month, year = (self._number(text) for text in texts)
        if not year or (day and not month) or not (self.partial or (day and month)):
            raise NotADate("unreadable", "/".join(texts))
        try:
            on = datetime.date(gregorian_year(year), month or 1, day or 1)
        except ValueError as error:
            raise error if isinstance(error, NotADate) else NotADate("no_such_day", "/".join(texts)) from None
        precision = "day" if day else "month" if month else "year"
        return PartialDate(on, precision) if self.partial else on

    @staticmethod
    def _number(text):
        plain = arabic_digits(text.strip())
        if plain and not plain.isdecimal():
            raise NotADate("unreadable", text)
        return int(plain or 0)
