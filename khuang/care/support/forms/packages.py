"""What is typed about packages and their money."""

import base64
import binascii

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.support.actions.package_papers import LARGEST
from khuang.care.support.actions.packages import BudgetLine
from khuang.care.support.actions.receipts import Slip
from khuang.care.support.models import Package, PackageLine, Pledge
from khuang.care.support.reads.funders import funders
from khuang.ground.accounts.reads import scope_of
from khuang.ground.places.models import Village
from khuang.lib.money import NotAnAmount, read_baht
from khuang.ui.forms import DatePartsField

LONGEST = 1000
LINES = 6  # of a budget; a longer one is written as sums
SHOWN = 2  # of them at once
PNG = "data:image/png;base64,"
_EVERYTHING = ("", gettext_lazy("all"))


class AmountField(forms.CharField):
    """An amount in baht; gives satang."""

    def __init__(self, **options):
        widget = forms.TextInput(
            {"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10"}
        )
        super().__init__(**{"max_length": 20, "widget": widget} | options)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return 0
        try:
            return read_baht(text)
        except NotAnAmount:
            raise ValidationError(_("Write an amount in baht, for example 1,250.50.")) from None


def in_words(label, hint="", *, required=True, rows=3):
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": gettext_lazy("Write a few words.")},
    )


def file_field(label, hint="", *, pdf=True):
    """A photograph, or a PDF where that may be; kept in memory until it is sealed."""
    accept = "image/*,application/pdf" if pdf else "image/*"
    return forms.FileField(
        label=label, help_text=hint, required=False, widget=forms.FileInput({"accept": accept})
    )


def bytes_of(file):
    """Read an uploaded file. Raises ValidationError when it is too large."""
    if file is None:
        return None
    if file.size > LARGEST:
        raise ValidationError(_("This file is too large. Choose one of at most 20 MB."))
    return file.read()


class PackageFilter(forms.Form):
    """How the list of packages is narrowed."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[_EVERYTHING, *Package.State.choices]
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of help"), required=False, choices=[_EVERYTHING, *Package.Kind.choices]
    )
    funder = forms.ChoiceField(label=gettext_lazy("Funder"), required=False)
    village = forms.ChoiceField(label=gettext_lazy("Village"), required=False)

    def __init__(self, account, *args, **options):
        super().__init__(*args, **options)
        villages = Village.objects.all()
        if not (scope := scope_of(account, "support.view")).everywhere:
            villages = villages.filter(pk__in=scope.villages)
        self.fields["funder"].choices = [_EVERYTHING, *((str(one.pk), str(one)) for one in funders())]
        self.fields["village"].choices = [_EVERYTHING, *((str(one.pk), str(one)) for one in villages)]

    def narrowed(self):
        """Give the filters that narrow; a word that is no choice narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ProposalForm(forms.Form):
    """What is to be done for a need, and its budget in lines."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of help?"), choices=Package.Kind.choices, widget=forms.RadioSelect
    )
    words = in_words(gettext_lazy("What will be done?"), gettext_lazy("Kept sealed; not public."))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kinds = [("", _("(none)")), *PackageLine.Kind.choices]
        for number in range(1, LINES + 1):
            said = {"number": number}
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Line %(number)s: kind") % said, choices=kinds, required=False
            )
            self.fields[f"words_{number}"] = forms.CharField(
                label=_("Line %(number)s: what") % said, max_length=200, required=False
            )
            self.fields[f"amount_{number}"] = AmountField(
                label=_("Line %(number)s: baht") % said, required=False
            )

    @property
    def first_rows(self):
        """Give the boxes of the lines that are always shown."""
        return self._rows(1, SHOWN + 1)

    @property
    def more_rows(self):
        """Give the boxes of the other lines."""
        return self._rows(SHOWN + 1, LINES + 1)

    def _rows(self, first, last):
        return [
            (number, self[f"kind_{number}"], self[f"words_{number}"], self[f"amount_{number}"])
            for number in range(first, last)
        ]

    def clean(self):
        for number in range(1, LINES + 1):
            kind, amount = (self.cleaned_data.get(f"{name}_{number}") for name in ("kind", "amount"))
            if kind and amount == 0:
                self.add_error(f"amount_{number}", _("Write how much this line costs."))
            if amount and not kind:
                self.add_error(f"kind_{number}", _("Choose what kind of line this is."))
        if not self.errors and not self.lines():
            self.add_error("kind_1", _("Write at least one line of the budget."))
        return self.cleaned_data

    def lines(self):
        said = self.cleaned_data
        rows = (
            (said.get(f"kind_{n}"), said.get(f"words_{n}"), said.get(f"amount_{n}"))
            for n in range(1, LINES + 1)
        )
        return [BudgetLine(kind, what or "", amount) for kind, what, amount in rows if kind and amount]


class PledgeForm(forms.Form):
    """Who promises what."""

    funder = forms.ChoiceField(label=gettext_lazy("Who gives?"))
    form = forms.ChoiceField(
        label=gettext_lazy("What?"), choices=Pledge.Form.choices, widget=forms.RadioSelect
    )
    amount = AmountField(
        label=gettext_lazy("How much, in baht"),
        help_text=gettext_lazy("For goods, what they are worth. Leave it empty for labour."),
        required=False,
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours of labour"),
        required=False,
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput({"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    words = in_words(
        gettext_lazy("What exactly?"), gettext_lazy("For goods: what, and how many."), required=False
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.able = {str(one.pk): one for one in funders(on=timezone.localdate())}
        self.fields["funder"].choices = [
            ("", _("(choose)")),
            *((key, one.name) for key, one in self.able.items()),
        ]

    def clean(self):
        said = self.cleaned_data
        is_labour = said.get("form") == Pledge.Form.LABOUR
        if is_labour and not said.get("hours") and "hours" not in self.errors:
            self.add_error("hours", _("Write how many hours are promised."))
        if said.get("form") and not is_labour and not said.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Write how much is promised."))
        return said

    def said(self):
        values = self.cleaned_data
        return {
            "form": values["form"],
            "amount": values["amount"],
            "hours": values["hours"],
            "words": values["words"],
        }


class SlipForm(forms.Form):
    """What stands on a receipt or bill; `wants` names the boxes that this movement needs."""

    on = DatePartsField(label=gettext_lazy("On which day?"))
    amount = AmountField(label=gettext_lazy("How much, in baht"))
    hours = forms.IntegerField(
        label=gettext_lazy("Hours worked, all together"),
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput({"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    document = forms.CharField(
        label=gettext_lazy("Number of the receipt or bill"), max_length=60, required=False
    )
    payee = forms.CharField(label=gettext_lazy("To whom?"), max_length=200)
    line = forms.ChoiceField(label=gettext_lazy("For which line of the budget?"), required=False)
    to = forms.ChoiceField(label=gettext_lazy("To which package?"))
    words = in_words(gettext_lazy("What for?"), required=False)
    paper = file_field(
        gettext_lazy("Photograph or PDF of the paper"), gettext_lazy("At most 20 MB. Kept sealed.")
    )

    def __init__(self, *args, wants, labels, lines=(), packages=(), **options):
        super().__init__(*args, initial={"on": timezone.localdate()}, **options)
        for name in set(self.fields) - {"on", *wants}:
            del self.fields[name]
        for name, label in labels.items():
            self.fields[name].label = label
        self.able = {str(one.pk): one for one in (*lines, *packages)}
        if "line" in self.fields:
            self.fields["line"].choices = [
                ("", _("(none)")),
                *((str(one.pk), f"{one.get_kind_display()} {one.words or ''}") for one in lines),
            ]
        if "to" in self.fields:
            self.fields["to"].choices = [
                ("", _("(choose)")),
                *((str(one.pk), f"{one.number} {one.get_kind_display()}") for one in packages),
            ]

    def clean_paper(self):
        return bytes_of(self.cleaned_data["paper"])

    def slip(self):
        said = self.cleaned_data
        return Slip(
            on=said["on"],
            amount=said.get("amount") or 0,
            hours=said.get("hours"),
            document=said.get("document", ""),
            payee=said.get("payee", ""),
            words=said.get("words", ""),
            line=self.able.get(said.get("line", "")),
            papers=tuple(filter(None, [said.get("paper")])),
        )


class HandOverForm(forms.Form):
    """Who received it, with a photograph and a signature."""

    on = DatePartsField(label=gettext_lazy("Handed over on"))
    received_by = forms.CharField(
        label=gettext_lazy("Who signs for it?"),
        max_length=200,
        help_text=gettext_lazy("The person, or whoever receives it for them."),
    )
    photograph = file_field(
        gettext_lazy("Photograph of what was handed over"),
        gettext_lazy("The place is taken out of it. At most 20 MB."),
        pdf=False,
    )
    without_photograph = forms.CharField(
        label=gettext_lazy("If there is no photograph: why?"),
        max_length=LONGEST,
        required=False,
        help_text=gettext_lazy("Nobody has to be photographed to be helped."),
    )
    drawn = forms.CharField(widget=forms.HiddenInput, required=False)
    signed = file_field(
        gettext_lazy("Or: photograph or PDF of the signed paper"),
        gettext_lazy("A thumbprint on the paper is a signature too."),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, initial={"on": timezone.localdate()}, **options)

    def clean_photograph(self):
        return bytes_of(self.cleaned_data["photograph"])

    def clean_signed(self):
        return bytes_of(self.cleaned_data["signed"])

    def clean_drawn(self):
        text = self.cleaned_data["drawn"]
        if not text.startswith(PNG):
            return None
        try:
            return base64.b64decode(text.removeprefix(PNG), validate=True)
        except binascii.Error:
            return None

    def said(self):
        said = self.cleaned_data
        names = ("on", "received_by", "without_photograph", "drawn", "signed")
        return {name: said[name] for name in names} | {
            "photographs": [said["photograph"]] if said["photograph"] else []
        }


class ClosingForm(forms.Form):
    """Whether the need is met, as a person sees it."""

    met = forms.ChoiceField(
        label=gettext_lazy("Is the need met?"),
        choices=[
            ("yes", gettext_lazy("Yes, it is met")),
            ("no", gettext_lazy("Not yet; the need stays open")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the need is met.")},
    )
    because = in_words(
        gettext_lazy("How do you know?"), gettext_lazy("For example: visited, the roof is tight.")
    )


class ReasonForm(forms.Form):
    """Why something is cancelled, withdrawn or undone."""

    because = in_words(gettext_lazy("Why?"))
