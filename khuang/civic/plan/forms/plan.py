"""What is typed about the plan, its editions and its projects."""

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from khuang.civic.plan.forms.fields import (
    NOT_SAID,
    BahtField,
    choice,
    kinds,
    line,
    names_of,
    of_work_plan,
    villages,
)
from khuang.civic.plan.models import Edition, Origin
from khuang.civic.plan.rules.forms import project_forms
from khuang.civic.plan.rules.knowledge import bodies
from khuang.civic.plan.rules.rows import YEARS, PlanRow
from khuang.civic.plan.rules.shares import BY_HAND, UNKNOWN
from khuang.lib.thai_dates import NotADate, gregorian_year, year_of_era
from khuang.lib.thai_text import arabic_digits
from khuang.ui.forms import DatePartsField, words

LONGEST_FILE = 10_000_000


def form_choices():
    return [(key, f"{one.code} {one.name(get_language())}") for key, one in project_forms().items()]


class PlanForm(forms.Form):
    """A plan of five years."""

    first_year = line(gettext_lazy("First fiscal year (B.E.)"), longest=4)
    body = choice(gettext_lazy("Kind of local government"), lambda: names_of(bodies()))

    def clean_first_year(self):
        text = arabic_digits(self.cleaned_data["first_year"])
        try:
            return gregorian_year(int(text)) + 543
        except (ValueError, NotADate):
            raise forms.ValidationError(_("Write a year, for example 2571.")) from None


class EditionForm(forms.Form):
    """A new edition."""

    kind = choice(gettext_lazy("Kind of edition"), Edition.Kind.choices, widget=forms.RadioSelect)
    reasons = words(
        gettext_lazy("Reasons and necessity"),
        required=False,
        hint=gettext_lazy("Asked for by the regulation for all but the first edition."),
    )

    def __init__(self, *args, is_first, **options):
        super().__init__(*args, **options)
        kinds_now = [pair for pair in Edition.Kind.choices if (pair[0] == "first") == is_first]
        self.fields["kind"].choices = kinds_now
        self.fields["reasons"].required = not is_first
        if is_first:
            self.initial["kind"] = "first"


class StepForm(forms.Form):
    """A step that was done."""

    done_on = DatePartsField(label=gettext_lazy("Done on"))
    words = line(
        gettext_lazy("Where it is written"),
        required=False,
        longest=300,
        hint=gettext_lazy("Meeting, minutes or number of a letter"),
    )


class ApprovalForm(forms.Form):
    """The approval of an edition."""

    approved_on = DatePartsField(label=gettext_lazy("Approved on"))
    effective_on = DatePartsField(label=gettext_lazy("Holds from"))
    announcement = line(gettext_lazy("Number of the announcement"), longest=60)
    office = line(gettext_lazy("Office that signs"), longest=120)


class ItemForm(forms.Form):
    """A project in the columns of the official form."""

    form = choice(gettext_lazy("Form of the plan"), form_choices)
    work_plan = of_work_plan()
    issue = line(gettext_lazy("Development issue"), required=False)
    strategy = line(gettext_lazy("Strategy"), required=False)
    category = line(
        gettext_lazy("Category"), required=False, longest=120, hint=gettext_lazy("Only in form ผ.03")
    )
    project = line(gettext_lazy("Project"), longest=300)
    objective = words(gettext_lazy("Objective"), required=False, rows=2)
    target = words(gettext_lazy("Target (output)"), required=False, rows=2)
    indicator = words(gettext_lazy("Indicator (KPI)"), required=False, rows=2)
    expected = words(gettext_lazy("Expected result"), required=False, rows=2)
    unit = line(gettext_lazy("Responsible unit"), required=False, longest=120)
    kind = kinds()
    villages = villages()
    reason = words(gettext_lazy("Reason and necessity"), rows=2)

    def __init__(self, *args, plan, is_first, origin=True, proposals=(), **options):
        super().__init__(*args, **options)
        for n, year in enumerate(plan.years, start=1):
            label = _("Budget of %(year)s in baht") % {"year": year_of_era(year, get_language())}
            self.fields[f"year_{n}"] = BahtField(label=label, required=False)
        self.fields["reason"].required = not is_first
        if origin:
            choices = [pair for pair in Origin.choices if pair[0] in (*BY_HAND, UNKNOWN)]
            self.fields["origin"] = choice(_("Where it comes from"), choices)
            named = [(str(one.pk), f"{one.reference} {one.title}") for one in proposals]
            self.fields["proposal"] = choice(
                _("Proposal that it answers"), [NOT_SAID, *named], required=False
            )

    def row(self):
        """Give what was typed as a row."""
        said = self.cleaned_data
        plain = {name: said[name] for name in PlanRow.__dataclass_fields__ if name in said}
        years = tuple(said[f"year_{n}"] for n in range(1, YEARS + 1))
        return PlanRow(**plain | {"villages": tuple(said["villages"]), "years": years})


class SplitForm(forms.Form):
    """Parts of a project: name, output and money of each; everything else stays as it was."""

    PARTS = 3

    def __init__(self, *args, plan, **options):
        super().__init__(*args, **options)
        for part in range(1, self.PARTS + 1):
            needed = part <= 2
            said = {"part": part}
            self.fields[f"project_{part}"] = line(
                _("Part %(part)s: project") % said, longest=300, required=needed
            )
            self.fields[f"target_{part}"] = line(_("Part %(part)s: target") % said, required=False)
            for n, year in enumerate(plan.years, start=1):
                shown = {"year": year_of_era(year, get_language())}
                label = _("Part %(part)s: baht in %(year)s") % (said | shown)
                self.fields[f"year_{part}_{n}"] = BahtField(label=label, required=False)
        self.fields["reason"] = words(_("Why it is divided"), rows=2)
        self.fields["grew_because"] = words(_("Why the parts cost more, if they do"), rows=2, required=False)

    def parts(self, whole):
        """Give the parts as rows like the whole."""
        said = self.cleaned_data
        named = [part for part in range(1, self.PARTS + 1) if said.get(f"project_{part}")]
        values = {name: getattr(whole, name) for name in PlanRow.__dataclass_fields__}
        return [
            PlanRow(
                **values
                | {
                    "project": said[f"project_{part}"],
                    "target": said[f"target_{part}"] or whole.target,
                    "years": tuple(said[f"year_{part}_{n}"] for n in range(1, YEARS + 1)),
                }
            )
            for part in named
        ]


class MergeForm(forms.Form):
    """Projects that become one; its money is theirs added up."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("Projects that become one"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least two.")},
    )
    project = line(gettext_lazy("Name of the project from now on"), longest=300)
    reason = words(gettext_lazy("Why they are joined"), rows=2)

    def __init__(self, *args, rows, **options):
        super().__init__(*args, **options)
        self.fields["items"].choices = [(str(key), row.project) for key, row in rows.items()]


class TableForm(forms.Form):
    """A plan that stands in a spreadsheet."""

    form = choice(gettext_lazy("Form of the plan"), form_choices)
    file = forms.FileField(
        label=gettext_lazy("Table (XLSX or CSV)"),
        help_text=gettext_lazy("As it is: titles, work plans and sums between the rows do not matter."),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > LONGEST_FILE:
            raise forms.ValidationError(_("This file is too large. Choose one of at most 10 MB."))
        return self.cleaned_data["file"]


class MappingForm(forms.Form):
    """Which column of a table holds what."""

    def __init__(self, *args, table, labels, **options):
        super().__init__(*args, **options)
        columns = [("", _("not in the table"))]
        columns += [(str(n), words or _("column %(n)s") % {"n": n + 1}) for n, words in enumerate(table.head)]
        for name, label in labels.items():
            self.fields[name] = choice(label, columns, required=False)
            self.initial[name] = str(table.mapping.get(name, ""))
        self.fields["default"] = of_work_plan(_("Work plan where the table says none"), required=False)
        self.initial["default"] = table.mapping.get("default", "")

    def mapping(self):
        said = self.cleaned_data
        return {name: int(column) for name, column in said.items() if column and name != "default"}
