"""What a form of the hall says, turned into what a page without network would send."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.civic.hearings.reads.words import BAND_WORDS
from khuang.civic.hearings.rules.hands import by_sex
from khuang.civic.hearings.rules.problems import Unreadable
from khuang.lib.demographics import AGE_BANDS, SEXES

HANDS = ("agree", "disagree", "pass")
_PLAIN = ("id", "kind", "age_band", "village", "group", "words", "topic_kind", "about", "seconds")


def told(posted):
    """Give an entry as rules.entries reads it. Raises Unreadable.

    tap  the button that was pressed: "female" for a speaking turn, "female:1" or "female:-1" for the roll
    """
    sex, _colon, step = posted.get("tap", "").partition(":")
    said = {name: posted.get(name, "") for name in _PLAIN}
    return said | {"sex": sex, "step": step, "hands": _hands(posted), "at": timezone.now().isoformat()}


def _hands(posted):
    try:
        boxes = {sex: [int(posted.get(f"{sex}-{way}") or 0) for way in HANDS] for sex in SEXES}
        return by_sex({sex: three for sex, three in boxes.items() if f"{sex}-agree" in posted})
    except ValueError as error:
        raise Unreadable from error


class VoterForm(forms.Form):
    """Sex and age band, as somebody says them of themself."""

    sex = forms.ChoiceField(
        label=_("Woman or man?"),
        required=False,
        choices=[("female", _("woman")), ("male", _("man")), ("other", _("another")), ("", _("not said"))],
        widget=forms.RadioSelect,
    )
    age_band = forms.ChoiceField(
        label=_("How old?"), required=False, choices=[(band, BAND_WORDS[band]) for band in ("", *AGE_BANDS)]
    )
