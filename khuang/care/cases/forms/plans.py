"""Steps of a plan and services: what, for which need, by whom, and until when."""

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.forms.fields import Accounts, choice, pick
from khuang.care.cases.models.plans import Owner
from khuang.care.cases.rules.doers import Doer
from khuang.care.cases.rules.problems import NoDoer
from khuang.ui.forms import DatePartsField, words


class DoerForm(forms.Form):
    """Which need, and who does it: somebody of ours, or anybody by name."""

    need = pick(_("For which need?"), hint=_("Leave empty when it answers none of these."))
    doer_kind = choice(_("Who does it?"), Owner.choices)
    account = pick(_("Which colleague?"), hint=_("When staff do it."))
    name = forms.CharField(
        label=_("Their name"), required=False, max_length=120, help_text=_("When somebody else does it.")
    )

    def __init__(self, needs, accounts, *args, **options):
        super().__init__(*args, **options)
        self.needs = {str(one.need.pk): one.need for one in needs}
        self.accounts = Accounts(accounts)
        self.fields["need"].choices = [("", "–"), *((str(one.need.pk), one.kind) for one in needs)]
        self.fields["account"].choices = self.accounts.choices

    def clean_need(self):
        return self.needs.get(self.cleaned_data["need"])

    def clean(self):
        said = self.cleaned_data
        kind, name = said.get("doer_kind", ""), said.pop("name", "")
        account = self.accounts.get(said.pop("account", ""))
        if kind:
            try:
                said["doer"] = Doer(kind, account if kind == "account" else None, name)
            except NoDoer as problem:
                self.add_error("account" if kind == "account" else "name", translate(problem.sentence))
        said.pop("doer_kind", None)
        return said


class StepForm(DoerForm):
    """One step of the plan."""

    goal = words(_("What is to be reached?"), rows=2, hint=_("Steps with the same goal stand together."))
    action = words(_("What is done for it?"), rows=2)
    due_on = DatePartsField(label=_("By when?"))
    field_order = ("goal", "action", "need", "doer_kind", "account", "name", "due_on")


class VisitsForm(forms.Form):
    """How often the plan wants somebody to visit."""

    every = choice(
        _("How often is somebody to visit?"),
        [
            ("0", _("As the rules say")),
            ("7", _("every week")),
            ("14", _("every two weeks")),
            ("30", _("every month")),
            ("91", _("every three months")),
        ],
    )

    def clean_every(self):
        return int(self.cleaned_data["every"]) or None


class ServiceForm(DoerForm):
    """One service that begins."""

    what = words(_("What is given?"), rows=2)
    since = DatePartsField(label=_("Since when?"))
    field_order = ("what", "need", "doer_kind", "account", "name", "since")


class EndStepForm(forms.Form):
    """A step is done, dropped, or gets another day."""

    what = choice(
        _("What became of it?"),
        [
            ("done", _("It is done")),
            ("dropped", _("It is not done, and will not be")),
            ("moved", _("Another day")),
        ],
    )
    result = words(
        _("With what result?"), required=False, hint=_("Needed when it is done or dropped."), rows=3
    )
    due_on = DatePartsField(label=_("Which day?"), required=False, help_text=_("For another day only."))

    def clean(self):
        said = self.cleaned_data
        if said.get("what") in ("done", "dropped") and not said.get("result"):
            self.add_error("result", translate("Write the result."))
        if said.get("what") == "moved" and not said.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", translate("Enter a date."))
        return said


class EndServiceForm(forms.Form):
    """A service ended."""

    until = DatePartsField(label=_("Until when?"))
    result = words(_("With what result?"), rows=3)
