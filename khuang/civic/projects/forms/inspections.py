"""The inspection roll, and reports of residents."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.civic.projects.forms.fields import line, text
from khuang.civic.projects.reads import inspectors
from khuang.ground.places.models import Village


class InspectorForm(forms.Form):
    """Somebody who wants to stand on the roll."""

    name = line(_("Name"), length=120, hint=_("Only the office sees it; in public there is a number."))
    phone = line(_("Telephone"), required=False, length=40)
    village = forms.ModelChoiceField(None, label=_("Village"), required=False, empty_label="–")
    consented = forms.BooleanField(label=_("They agreed to stand on the roll"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["village"].queryset = Village.objects.defer("outline")


class StakeForm(forms.Form):
    """What an inspector has to do with a project."""

    inspector = forms.ModelChoiceField(None, label=_("Inspector"), empty_label="–")
    words = text(_("What have they to do with it?"), hint=_("Only the office sees it."))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["inspector"].queryset = inspectors()
        self.fields["inspector"].label_from_instance = lambda one: f"{one.number} {one.name}"


class CheckForm(forms.Form):
    """Show a report of a resident, or keep it to ourselves."""

    outcome = forms.ChoiceField(
        label=_("What becomes of this report?"),
        choices=[("show", _("Show it to everybody")), ("withhold", _("Do not show it"))],
        widget=forms.RadioSelect,
    )
    nobody_recognisable = forms.BooleanField(
        label=_("Nobody is named in it or can be recognised in the photograph"), required=False
    )
    answer = text(_("What does the office say to it?"), required=False, hint=_("Anyone reads it."))
    because = text(
        _("Why do we keep it to ourselves?"),
        required=False,
        length=300,
        hint=_("Whoever wrote it reads this by the code of the receipt."),
    )
