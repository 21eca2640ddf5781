"""The components of Khuang's pages; /gallery/ shows each in every state.

A builtin library: templates need no `{% load %}`.
"""

import json

from django import template
from django.forms import HiddenInput
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from khuang.lib.money import BAHT, in_baht
from khuang.lib.thai_dates import format_date, year_of_era
from khuang.lib.thai_text import thai_digits
from khuang.ui import drawing
from khuang.ui.paces import pace, time_left
from khuang.ui.tables import labelled

register = template.Library()

RISKS = {
    "high": _("High risk"),
    "medium": _("Medium risk"),
    "low": _("Low risk"),
    "none": _("No risk found"),
    "unassessed": _("Not assessed yet"),
}

# Of a name or a family name, in letters and marks.
LONGEST_NAME = 24

MAP_WORDS = {
    "homes": _("homes"),
    "closer": _("Closer"),
    "farther": _("Farther"),
    "tiles": _("Map data © OpenStreetMap contributors"),
    "failed": _("The homes could not be fetched. Try again."),
}


def _attributes(given):
    """Turn data_kh_once=True into ("data-kh-once", True) for a template."""
    return [(name.replace("_", "-"), value) for name, value in given.items() if value not in (None, False)]


# Actions and ways about


@register.inclusion_tag("ui/components/button.html")
def button(label, href=None, kind="", name=None, value=None, **attributes):
    """`{% button "Save" %}`; kind: secondary or warning; href makes it a link."""
    return {
        "label": label, "href": href, "kind": kind, "name": name, "value": value,
        "attributes": _attributes(attributes),
    }  # fmt: skip


@register.inclusion_tag("ui/components/back.html")
def back(url, label=None):
    """`{% back url "Back to the list" %}`, in the block before_content."""
    return {"url": url, "label": label or _("Back")}


@register.inclusion_tag("ui/components/breadcrumbs.html")
def breadcrumbs(items):
    """`{% breadcrumbs items %}`: (label, url) from the top down; the last may have url None."""
    return {"items": items}


@register.inclusion_tag("ui/components/load_more.html")
def load_more(url, shown, total, target=None):
    """`{% load_more url shown total "#rows" %}`: a link to the next part; url None when all is shown."""
    return {"url": url, "shown": shown, "total": total, "target": target}


# Forms


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(*forms):
    """`{% error_summary form %}` before the form: every error, linked to its field."""
    return {"errors": [error for form in forms if form.is_bound for error in drawing.errors(form)]}


@register.simple_tag
def field(bound, heading=False, label=None, hint=None):
    """`{% field form.x %}`; heading=True makes the question the page's h1."""
    if isinstance(bound.field.widget, HiddenInput):
        return bound
    name, css = drawing.kind(bound.field.widget)
    context = {
        "bound": bound, "heading": heading, "css": css,
        "label": label or bound.label, "hint": hint or bound.help_text,
        "hint_id": drawing.hint_id(bound), "error_id": drawing.error_id(bound),
        "optional": drawing.optional(bound, heading),
    }  # fmt: skip
    if name == "input":
        context["widget"] = bound.as_widget(attrs=drawing.attributes(bound, css))
    return template.loader.render_to_string(f"ui/components/field_{name}.html", context)


@register.filter
def date_part_label(index):
    """Name the box of a date: 0 day, 1 month, 2 year."""
    return (pgettext("box of a date", "Day"), _("Month"), _("Year (B.E. or A.D.)"))[index]


@register.inclusion_tag("ui/components/filter_form.html")
def filter_form(form, clear_url, target=None, label=None):
    """`{% filter_form form url "#results" %}`: a GET form; with target the results change in place."""
    form.is_filter = True
    return {"form": form, "clear_url": clear_url, "target": target, "label": label or _("Filter the list")}


# Words about a person or a thing


@register.inclusion_tag("ui/components/risk_badge.html")
def risk_badge(level, settled=True):
    """`{% risk_badge "high" settled=False %}`: word, shape and colour; level None: not assessed."""
    level = level if level in RISKS else "unassessed"
    return {"level": level, "word": RISKS[level], "settled": settled or level == "unassessed"}


@register.inclusion_tag("ui/components/risk_shape.html")
def risk_shape(level):
    """`{% risk_shape "high" %}`: the shape alone, beside a word."""
    return {"level": level}


@register.simple_tag
def tag(word, kind=""):
    """`{% tag "Published" "good" %}`; kind: good, wait, bad, calm or nothing."""
    return format_html('<strong class="kh-tag{}">{}</strong>', f" kh-tag--{kind}" if kind else "", word)


@register.inclusion_tag("ui/components/homes_map.html")
def homes_map(points, base, tiles=None, filter="", legend=True):
    """`{% homes_map points base filter=query %}` beside a list of the same; see static/ui/map.js."""
    words = {level: str(word) for level, word in (RISKS | MAP_WORDS).items()}
    return {
        "points": points, "base": base, "tiles": tiles, "filter": filter,
        "words": json.dumps(words, ensure_ascii=False), "levels": list(RISKS) if legend else [],
    }  # fmt: skip


@register.inclusion_tag("ui/components/figure.html")
def figure(value, label, note=""):
    """`{% figure "1,200" "people" "counted on 1 May" %}` inside `<ul class="kh-figures">`."""
    return {"value": value, "label": label, "note": note}


@register.inclusion_tag("ui/components/progress.html")
def progress(done, total, label):
    """`{% progress 40 200 "Rows read" %}`: a bar and the same in words."""
    return {"done": done, "total": total, "label": label}


@register.inclusion_tag("ui/components/long_work.html", takes_context=True)
def long_work(context, work, label, url, target, stop_url=None):
    """`{% long_work work "Rows read" url "#import" stop_url %}`: progress that keeps itself up to date.

    target  the part of the page at url that is exchanged while the work moves
    """
    return {
        "work": work, "label": label, "url": url, "target": target, "stop_url": stop_url,
        "pace": pace(work.rate) if work.is_moving else "",
        "left": time_left(work.seconds_left) if work.is_moving else "",
        "said": _("%(percent)s %% done") % {"percent": work.done * 10 // (work.total or 1) * 10},
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


@register.inclusion_tag("ui/components/task_list.html")
def task_list(items):
    """`{% task_list items %}`: dicts of title, url, hint, status, kind (as in tag)."""
    return {"items": [{"number": number, **item} for number, item in enumerate(items, start=1)]}


# Blocks with content of their own


def _block(name, **context):
    return template.loader.render_to_string(f"ui/components/{name}.html", context)


@register.simple_block_tag
def details(content, title, open=False):
    """`{% details "How the class is found" %}...{% enddetails %}`."""
    return _block("details", content=content, title=title, open=open)


@register.simple_block_tag
def inset(content):
    """`{% inset %}...{% endinset %}`: set apart from the text."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def notice(content, kind="info", title=None):
    """`{% notice "success" "Saved" %}...{% endnotice %}`; kind: info, success, warning, error."""
    return _block("notice", content=content, kind=kind, title=title)


@register.simple_block_tag
def empty_state(content, title):
    """`{% empty_state "Nobody yet" %}what to do, one button{% endempty_state %}`."""
    return _block("empty_state", content=content, title=title)


@register.simple_block_tag
def table(content, caption, hidden_caption=False):
    """`{% table "People" %}<thead>...{% endtable %}`: plain tr, th, td; class kh-number for figures."""
    return _block("table", content=labelled(content), caption=caption, hidden_caption=hidden_caption)


@register.simple_block_tag
def summary(content):
    """`{% summary %}{% row "Village" %}...{% endrow %}{% endsummary %}`."""
    return format_html('<dl class="govuk-summary-list">{}</dl>', content)


@register.simple_block_tag
def row(content, key, change_url=None):
    """One row of a summary; change_url adds "Change"."""
    return _block("row", content=content, key=key, change_url=change_url)


@register.simple_block_tag
def timeline(content):
    """`{% timeline %}{% event at "Assessed" %}...{% endevent %}{% endtimeline %}`, newest first."""
    return format_html('<ol class="kh-timeline">{}</ol>', content)


@register.simple_block_tag
def event(content, at, what):
    return _block("event", content=content, at=at, what=what)


# Names, money and dates


@register.filter
def kh_name(name):
    """`{{ person.full_name|kh_name }}`: breaks between the names only; browsers would split a Thai one."""
    # An organisation's name has no spaces either, and one that cannot break is wider than a phone.
    kept = (("kh-keep" if len(word) <= LONGEST_NAME else "", word) for word in str(name).split())
    return format_html_join(" ", '<span class="{}">{}</span>', kept)


@register.filter
def mask_unless(name, allowed):
    """`{{ name|mask_unless:may_see }}`: the first letter and stars when it may not be read."""
    return name if allowed else f"{str(name)[:1]}***"


@register.filter
def baht(satang):
    """`{{ 125050|baht }}`: 1,250.50 บาท, from whole satang; nothing for None."""
    return "" if satang is None else _("%(amount)s baht") % {"amount": in_baht(satang)}


@register.filter
def whole_baht(amount):
    """`{{ 50000|whole_baht }}`: 50,000 บาท, from whole baht; nothing for None."""
    return "" if amount is None else baht(amount * BAHT)


def _local(value):
    return timezone.localtime(value) if hasattr(value, "tzinfo") and value.tzinfo else value


@register.filter
def thai_date(value, form="long"):
    """`{{ at|thai_date }}`: 27 มีนาคม 2569 in Thai, 27 March 2026 in English; "short" shortens the month.

    A PartialDate shows only what is known.
    """
    if value is None:
        return ""
    precision = getattr(value, "precision", "day")
    return format_date(
        _local(getattr(value, "on", value)), get_language(), precision=precision, short=form == "short"
    )


@register.filter
def thai_year(value):
    """`{{ budget.year|thai_year }}`: a year of the Buddhist era, 2570 in Thai, 2027 in English."""
    return year_of_era(value, get_language())


@register.filter
def thai_datetime(value):
    """`{{ at|thai_datetime }}`: 27 มี.ค. 2569 09:05 น."""
    if value is None:
        return ""
    clock = f"{_local(value):%H:%M}"
    return (
        f"{thai_date(value, 'short')} {clock} น."
        if get_language() == "th"
        else f"{thai_date(value, 'short')} {clock}"
    )


@register.filter
def official(value):
    """`{{ at|thai_date|official }}`: with Thai digits in Thai, as official documents are written."""
    return thai_digits(str(value)) if get_language() == "th" else str(value)


@register.filter
def clock(value):
    """`{{ at|clock }}`: 9.30 น. in Thai, 09:30 in English."""
    if value is None:
        return ""
    at = _local(value)
    return f"{at.hour}.{at:%M} น." if get_language() == "th" else f"{at:%H:%M}"
