"""What is typed about the yearly budget."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.civic.plan.actions import Line
from khuang.civic.plan.forms.fields import NOT_SAID, BahtField, choice, kinds, line, of_source, of_work_plan
from khuang.lib.money import BAHT, in_baht
from khuang.lib.thai_text import arabic_digits
from khuang.ui.forms import DatePartsField, words


class BudgetForm(forms.Form):
    """A budget of a year."""

    year = line(gettext_lazy("Fiscal year (B.E.)"), longest=4)
    total = BahtField(label=gettext_lazy("Sum of the ordinance in baht"))

    def clean_year(self):
        text = arabic_digits(self.cleaned_data["year"])
        if not (text.isdecimal() and 2500 <= int(text) <= 2650):
            raise forms.ValidationError(_("Write a year, for example 2571."))
        return int(text)


class TotalForm(forms.Form):
    """The sum of an ordinance."""

    total = BahtField(label=gettext_lazy("Sum of the ordinance in baht"))


class LineForm(forms.Form):
    """A line: a project of the plan, or why none."""

    item = choice(
        gettext_lazy("Project of the plan"),
        [],
        required=False,
        hint=gettext_lazy("With what the plan still leaves for this year"),
    )
    source = of_source()
    amount = BahtField(label=gettext_lazy("Baht"))
    outside_because = words(gettext_lazy("Or: why it stands outside the plan"), required=False, rows=2)
    title = line(gettext_lazy("Then: what it is for"), required=False, longest=300)
    work_plan = of_work_plan(required=False)
    kind = kinds()

    def __init__(self, *args, rooms, **options):
        super().__init__(*args, **options)
        named = [(str(key), f"{words} ({in_baht(left * BAHT)})") for key, words, left in rooms]
        self.fields["item"].choices = [NOT_SAID, *named]

    def line(self):
        said = {name: value for name, value in self.cleaned_data.items() if name != "item"}
        return Line(**said)


class MovementForm(forms.Form):
    """Money that moves to another line, or is cut."""

    to = choice(gettext_lazy("Where it goes"), [], required=False)
    amount = BahtField(label=gettext_lazy("Baht"))
    reason = words(gettext_lazy("Why, as anyone will read it"), rows=3)

    def __init__(self, *args, lines, **options):
        super().__init__(*args, **options)
        named = [(str(one.pk), one.title) for one in lines]
        self.fields["to"].choices = [("", _("nowhere: it is cut")), *named]


class OnForm(forms.Form):
    """A day alone."""

    on = DatePartsField(label=gettext_lazy("Approved on"))


class OrdinanceForm(forms.Form):
    """The approval of an ordinance."""

    approved_on = DatePartsField(label=gettext_lazy("Approved on"))
    announcement = line(gettext_lazy("Number of the announcement"), longest=60)
