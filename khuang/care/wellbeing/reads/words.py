"""How a day of a check-in is told: in a word, beside a shape."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# The weekdays as the head of a narrow column, Monday first.
SHORT = (
    pgettext_lazy("weekday", "Mo"),
    pgettext_lazy("weekday", "Tu"),
    pgettext_lazy("weekday", "We"),
    pgettext_lazy("weekday", "Th"),
    pgettext_lazy("weekday", "Fr"),
    pgettext_lazy("weekday", "Sa"),
    pgettext_lazy("weekday", "Su"),
)
STATE_WORDS = {
    "silent": pgettext_lazy("a day of a check-in", "silent"),
    "waiting": pgettext_lazy("a day of a check-in", "waiting"),
    "late": pgettext_lazy("a day of a check-in", "answered late"),
    "answered": pgettext_lazy("a day of a check-in", "answered"),
    "paused": pgettext_lazy("a day of a check-in", "paused"),
    "not-due": pgettext_lazy("a day of a check-in", "not agreed"),
    "ahead": _("to come"),
}
