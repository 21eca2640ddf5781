"""What a person may type about a referral or a transfer."""

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from khuang.care.cases.forms.fields import choice, pick
from khuang.care.cases.forms.guests import AnswerForm
from khuang.care.cases.models import Referral
from khuang.care.cases.reads.sharing import LABELS
from khuang.care.cases.rules import sharing
from khuang.care.cases.rules.bases import bases
from khuang.ground.indicators.reads import kind_names
from khuang.ui.forms import DatePartsField, words


class ReferForm(forms.Form):
    """Who is asked for what, by what right, what they are told, and by when they answer."""

    to = pick(
        gettext_lazy("Who is asked?"), required=True, missing=pgettext_lazy("to help", "Choose who is asked.")
    )
    need = pick(gettext_lazy("For which need?"))
    asks = words(
        gettext_lazy("What are they asked to do?"),
        hint=gettext_lazy(
            "They read this. Write no ID number, no phone and nothing about others in the home."
        ),
    )
    shares = forms.MultipleChoiceField(
        label=gettext_lazy("What are they told?"),
        help_text=gettext_lazy("Only what they need. You see the words before they are sent."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what they are told.")},
    )
    basis = choice(
        gettext_lazy("By what right is it shared?"),
        missing=gettext_lazy("Choose the consent or the law by which it is shared."),
    )
    basis_note = words(
        gettext_lazy("Why does it hold?"),
        hint=gettext_lazy("For example who consented and when, or what the danger is."),
        required=False,
        rows=2,
    )
    due_on = DatePartsField(label=gettext_lazy("By when should they answer?"))

    def __init__(self, *args, targets, needs, outside, guarded, due_on, **options):
        chosen = sharing.defaults(sharing.REFERRAL, guarded=guarded)
        super().__init__(*args, initial={"shares": chosen, "due_on": due_on}, **options)
        self.targets = {str(one.pk): one for one in targets}
        self.needs = {str(one.pk): one for one in needs}
        names, language = kind_names(), get_language() or "th"
        offered = sharing.offered(sharing.REFERRAL, guarded=guarded)
        self.fields["to"].choices = [("", "–"), *((key, str(one)) for key, one in self.targets.items())]
        self.fields["need"].choices = [
            ("", "–"),
            *((key, names.get(one.kind, one.kind)) for key, one in self.needs.items()),
        ]
        self.fields["shares"].choices = [(code, LABELS[code]) for code in offered]
        self.fields["basis"].choices = [
            (one.code, _with_law(*one.words(language))) for one in bases().reaching(outside=outside)
        ]

    def clean_to(self):
        return self.targets[self.cleaned_data["to"]]

    def clean_need(self):
        return self.needs.get(self.cleaned_data["need"])


def _with_law(words, law):
    return _("%(what)s – %(law)s") % {"what": words, "law": law}


class TypedAnswerForm(AnswerForm):
    """An answer that came by telephone or on paper, typed in by an officer."""

    way = choice(
        gettext_lazy("How did the answer come?"),
        [one for one in Referral.Way.choices if one[0] != "link"],
    )
    field_order = ["outcome", "way", "words"]


class ReasonForm(forms.Form):
    because = words(
        gettext_lazy("Why?"), missing=gettext_lazy("Write the reason, so that others know it later.")
    )


class DayForm(forms.Form):
    due_on = DatePartsField(label=gettext_lazy("Until when may they answer?"))
