"""What is typed about equipment and loans."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khuang.care.support.models import Condition, EquipmentItem
from khuang.care.support.reads.lending import LENT, STOCK, kind_words
from khuang.ui.forms import DatePartsField


class ItemForm(forms.Form):
    """Take an item into stock."""

    kind = forms.ChoiceField(label=_("What is it?"), error_messages={"required": _("Choose what it is.")})
    number = forms.CharField(
        label=_("Number on the item"),
        help_text=_("As painted on it. No two items have the same one."),
        max_length=40,
        error_messages={"required": _("Write the number.")},
    )
    name = forms.CharField(
        label=_("What tells it from others?"),
        help_text=_("For example: for children, 60 cm wide."),
        max_length=120,
        required=False,
    )
    given_by = forms.CharField(
        label=_("Where did it come from?"),
        help_text=_("Bought, or which organisation gave it. Name no patient."),
        max_length=120,
        required=False,
    )
    condition = forms.ChoiceField(
        label=pgettext_lazy("of equipment", "Condition"),
        choices=Condition.choices,
        initial=Condition.GOOD,
        widget=forms.RadioSelect,
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["kind"].choices = [("", _("Choose")), *kind_words().items()]


class ItemStateForm(forms.Form):
    """Say how an item stands."""

    state = forms.ChoiceField(
        label=_("Where does it stand?"), choices=EquipmentItem.State.choices, widget=forms.RadioSelect
    )
    condition = forms.ChoiceField(
        label=pgettext_lazy("of equipment", "Condition"), choices=Condition.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"), help_text=_("About the item. Name no patient."), max_length=300, required=False
    )


class ItemFilter(forms.Form):
    """Which items to show."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    where = forms.ChoiceField(
        label=_("Where it is"),
        required=False,
        choices=[
            ("", _("All")),
            (STOCK, _("in stock")),
            (LENT, _("on loan")),
            (EquipmentItem.State.REPAIR.value, _("in repair")),
            (EquipmentItem.State.WRITTEN_OFF.value, _("written off")),
        ],
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["kind"].choices = [("", _("All")), *kind_words().items()]

    def chosen(self):
        """What is chosen; a value that is not offered narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class LendForm(forms.Form):
    """Which item goes to a person, until when."""

    item = forms.ModelChoiceField(
        label=_("Which item?"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Choose an item."),
            "invalid_choice": _("This item is not in stock now. Choose another one."),
        },
    )
    due_on = DatePartsField(
        label=_("Until which day?"),
        help_text=_("Leave it empty for the usual time of this kind. It can be lent for longer later."),
        required=False,
    )

    def __init__(self, data, *, items):
        super().__init__(data)
        words = kind_words()
        self.fields["item"].queryset = items
        self.fields["item"].label_from_instance = lambda one: " ".join(
            part for part in (words.get(one.kind, one.kind), one.number, one.name) if part
        )


class ExtendForm(forms.Form):
    """Lend for longer."""

    due_on = DatePartsField(label=_("Until which day?"))


class ReturnForm(forms.Form):
    """How it came back."""

    condition = forms.ChoiceField(
        label=_("In which condition did it come back?"),
        help_text=_("What is broken goes to repair."),
        choices=Condition.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
