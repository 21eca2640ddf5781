"""Plan a project, carry it out, divide it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.civic.issues.reads import kinds_for_public
from khuang.civic.projects.actions import Draft
from khuang.civic.projects.forms.fields import AmountField, PictureField, line, text
from khuang.civic.projects.models import Contract, Photograph, Project
from khuang.ground.indicators.reads import kind_names
from khuang.ground.places.reads import villages
from khuang.ui.forms import DatePartsField

PARTS = 3


class ProjectFilter(forms.Form):
    """How a list of projects is narrowed."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("all")), *Project.State.choices],
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of need"), required=False)
    village = forms.ChoiceField(label=gettext_lazy("Village"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        names = kind_names()
        kinds = [(code, names[code]) for code in kinds_for_public()]
        self.fields["kind"].choices = [("", _("all")), *kinds]
        self.fields["village"].choices = [("", _("all")), *((one.code, str(one)) for one in villages())]

    def narrowed(self):
        """What was chosen; what is on no list narrows nothing."""
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class DraftForm(forms.Form):
    """A project as it is planned."""

    title = line(gettext_lazy("What is done, in a few words"), hint=gettext_lazy("Anyone reads it."))
    words = text(gettext_lazy("What exactly?"), required=False, length=2000)
    kind = forms.ChoiceField(label=gettext_lazy("Which kind of need does it answer?"))
    villages = forms.MultipleChoiceField(
        label=gettext_lazy("For which villages?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: for the whole municipality."),
    )
    in_homes = forms.BooleanField(
        label=gettext_lazy("It is carried out in people's homes"),
        required=False,
        help_text=gettext_lazy("Then it is one programme for all of them and has no place in public."),
    )
    place = line(gettext_lazy("Public place"), required=False, length=120)
    lat = forms.FloatField(label=gettext_lazy("Latitude"), required=False, min_value=5, max_value=21)
    lon = forms.FloatField(label=gettext_lazy("Longitude"), required=False, min_value=97, max_value=106)
    unit = line(gettext_lazy("Responsible unit"), length=120)
    budget = AmountField(label=gettext_lazy("Budget in baht"))
    starts_on = DatePartsField(label=gettext_lazy("Begins on"), required=False)
    due_on = DatePartsField(label=gettext_lazy("Finished by"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        names = kind_names()
        self.fields["kind"].choices = [(code, names[code]) for code in kinds_for_public()]
        self.fields["villages"].choices = [(one.code, str(one)) for one in villages()]

    def clean(self):
        said = self.cleaned_data
        has_point = said.get("lat") is not None or said.get("lon") is not None
        if (said.get("lat") is None) != (said.get("lon") is None):
            self.add_error("lat", _("Write both, or neither."))
        if said.get("in_homes") and (has_point or said.get("place")):
            self.add_error("place", _("What is done in homes has no place in public."))
        if said.get("starts_on") and said.get("due_on") and said["due_on"] < said["starts_on"]:
            self.add_error("due_on", _("It cannot be finished before it begins."))
        return said

    def draft(self):
        """What was typed, as the action takes it."""
        return Draft(**self.cleaned_data | {"villages": tuple(self.cleaned_data["villages"])})


class MilestoneForm(forms.Form):
    """What is to be reached, and by when."""

    title = line(gettext_lazy("What is to be reached?"), length=120)
    due_on = DatePartsField(label=gettext_lazy("By when?"))


class ReachForm(forms.Form):
    """On which day a milestone was reached."""

    on = DatePartsField(label=gettext_lazy("Reached on"), initial=timezone.localdate)


class ContractForm(forms.Form):
    """A contract, as the law has it published."""

    with_whom = line(gettext_lazy("With whom?"))
    method = forms.ChoiceField(
        label=gettext_lazy("How was the contractor chosen?"),
        choices=Contract.Method.choices,
        widget=forms.RadioSelect,
    )
    number = line(gettext_lazy("Number of the contract"), required=False, length=40)
    amount = AmountField(label=gettext_lazy("Amount in baht"))
    signed_on = DatePartsField(label=gettext_lazy("Signed on"))
    due_on = DatePartsField(label=gettext_lazy("Work due on"))

    def clean(self):
        said = self.cleaned_data
        if said.get("signed_on") and said.get("due_on") and said["due_on"] < said["signed_on"]:
            self.add_error("due_on", _("The work is not due before the contract is signed."))
        return said


class VoucherForm(forms.Form):
    """A payment."""

    number = line(gettext_lazy("Number of the voucher"), length=40)
    on = DatePartsField(label=gettext_lazy("Paid on"), initial=timezone.localdate)
    amount = AmountField(label=gettext_lazy("Amount in baht"))
    words = line(gettext_lazy("What for?"), hint=gettext_lazy("Anyone reads it; name no person."))
    contract = forms.ModelChoiceField(
        None, label=gettext_lazy("Under which contract?"), required=False, empty_label="–"
    )

    def __init__(self, project, *args, **options):
        super().__init__(*args, **options)
        self.fields["contract"].queryset = project.contracts.all()


class ReasonForm(forms.Form):
    """Why something ends or is undone."""

    because = text(gettext_lazy("Why?"), hint=gettext_lazy("Anyone reads it."), length=200)


class CloseForm(forms.Form):
    """Say that the work is finished."""

    words = text(
        gettext_lazy("What was done?"),
        required=False,
        hint=gettext_lazy("Anyone reads it. The public looks whether it is so."),
    )


class PhotographForm(forms.Form):
    """A photograph of the work."""

    content = PictureField()
    stage = forms.ChoiceField(
        label=gettext_lazy("When was it taken?"),
        choices=Photograph.Stage.choices,
        widget=forms.RadioSelect,
    )
    on = DatePartsField(label=gettext_lazy("Taken on"), initial=timezone.localdate)
    alt = line(
        gettext_lazy("What does it show?"),
        hint=gettext_lazy("It is read to whoever cannot see the photograph."),
    )
    nobody_recognisable = forms.BooleanField(
        label=gettext_lazy("Nobody can be recognised in it, and no house number or registration plate"),
        required=False,
    )


class DivideForm(forms.Form):
    """Into which parts a project is divided; a part without a title is none."""

    because = text(gettext_lazy("Why?"), required=False, hint=gettext_lazy("Anyone reads it."))

    def __init__(self, project, *args, **options):
        super().__init__(*args, **options)
        self.project = project
        for number in range(1, PARTS + 1):
            self.fields[f"title_{number}"] = line(_("Part %s: title") % number, required=number < 3)
            self.fields[f"budget_{number}"] = AmountField(
                label=_("Part %s: budget in baht") % number, required=number < 3
            )

    def drafts(self):
        """Each part like the whole, but for its title and its share."""
        said, whole = self.cleaned_data, self.project
        kept = {
            name: getattr(whole, name)
            for name in ("kind", "unit", "words", "in_homes", "place", "lon", "lat", "starts_on", "due_on")
        }
        return [
            Draft(
                title=said[f"title_{number}"],
                budget=said[f"budget_{number}"],
                villages=tuple(whole.villages),
                **kept,
            )
            for number in range(1, PARTS + 1)
            if said[f"title_{number}"]
        ]


class JoinForm(forms.Form):
    """Which projects are joined into one, and what it is called."""

    others = forms.ModelMultipleChoiceField(
        None,
        label=gettext_lazy("Join it with"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )
    title = line(gettext_lazy("Title of the whole"))
    because = text(gettext_lazy("Why?"), required=False, hint=gettext_lazy("Anyone reads it."))

    def __init__(self, project, *args, **options):
        super().__init__(*args, **options)
        self.project = project
        same = Project.objects.filter(line=project.line_id, state__in=("planned", "under-way"))
        self.fields["others"].queryset = same.exclude(pk=project.pk)

    def draft(self):
        """The whole like the first, but for its title; it serves the villages of all."""
        parts = [self.project, *self.cleaned_data["others"]]
        served = {code for one in parts for code in one.villages}
        is_for_all = any(not one.villages for one in parts)
        one = self.project
        return Draft(
            title=self.cleaned_data["title"],
            kind=one.kind,
            unit=one.unit,
            budget=1,
            words=one.words,
            villages=() if is_for_all else tuple(sorted(served)),
            in_homes=one.in_homes,
            place=one.place,
            lon=one.lon,
            lat=one.lat,
            starts_on=one.starts_on,
            due_on=one.due_on,
        )
