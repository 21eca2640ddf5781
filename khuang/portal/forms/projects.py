"""What a resident may write about a project."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.civic.projects.actions.photographs import LARGEST
from khuang.civic.projects.models import Inspection, Project
from khuang.civic.projects.reads.checklist import CHECKS
from khuang.civic.projects.rules.problems import NoPicture
from khuang.ui.forms import CHOICE_MISSING


class ChooseForm(forms.Form):
    """Which projects to see."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("everything")), *Project.State.choices],
    )
    kind = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False)
    village = forms.ChoiceField(label=gettext_lazy("Where?"), required=False)

    def __init__(self, *args, kinds, villages, **options):
        super().__init__(*args, **options)
        self.fields["kind"].choices = [("", _("everything")), *kinds]
        self.fields["village"].choices = [("", _("everywhere")), *villages]


class LookForm(forms.Form):
    """What somebody saw at a project."""

    finding = forms.ChoiceField(
        label=gettext_lazy("Is it as promised?"),
        choices=Inspection.Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    words = forms.CharField(
        label=gettext_lazy("What did you see?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy(
            "Without names, telephone and house numbers. Somebody reads it before it is shown."
        ),
    )
    photograph = forms.FileField(
        label=gettext_lazy("Photograph"),
        required=False,
        widget=forms.FileInput({"accept": "image/*"}),
        help_text=gettext_lazy("Without faces and houses. We take the place and time out of it."),
    )
    alt = forms.CharField(
        label=gettext_lazy("What does the photograph show?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("It is read to whoever cannot see it."),
    )
    code = forms.CharField(
        label=gettext_lazy("Your code, if you have one"),
        required=False,
        max_length=20,
        help_text=gettext_lazy(
            "Of the inspection roll, or of the issue that you raised. Then your word decides."
        ),
    )
    own_work = forms.BooleanField(
        label=gettext_lazy("I have to do with this project: I work for it, or for its contractor"),
        required=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for code, words in CHECKS.items():
            self.fields[f"check_{code}"] = forms.ChoiceField(
                label=words,
                required=False,
                choices=[("yes", _("Yes")), ("no", _("No")), ("", _("I did not look"))],
                widget=forms.RadioSelect,
                initial="",
            )
        after = ["finding", *(f"check_{code}" for code in CHECKS)]
        self.order_fields([*after, "words", "photograph", "alt", "code", "own_work"])

    def clean_photograph(self):
        file = self.cleaned_data["photograph"]
        if file is None:
            return None
        if file.size > LARGEST:
            raise ValidationError(_(NoPicture.sentence))
        return file.read()

    def look(self):
        """What was seen, as the action takes it, without who says it."""
        said = self.cleaned_data
        checks = {code: said[f"check_{code}"] for code in CHECKS if said[f"check_{code}"]}
        names = ("finding", "words", "photograph", "alt")
        return {name: said[name] for name in names} | {"checks": checks}


class ReceiptForm(forms.Form):
    """The code of a receipt."""

    code = forms.CharField(
        label=gettext_lazy("The code of your receipt"),
        max_length=20,
        error_messages={"required": gettext_lazy("Type the code that was shown to you.")},
    )
