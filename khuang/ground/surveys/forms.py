"""The forms of the screens: an XLSForm to upload, a device to register, a list to filter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.ground.accounts.reads import accounts, may
from khuang.ground.surveys.models import Form, Submission


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Files that go with a form; gives a list."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        return [super(SeveralFilesField, self).clean(one, initial) for one in data or () if one]


class UploadForm(forms.Form):
    workbook = forms.FileField(
        label=_("Form file (.xlsx)"), help_text=_("An XLSForm made in Excel or KoboToolbox.")
    )
    media = SeveralFilesField(
        label=_("Pictures or tables that go with it"),
        help_text=_("Only when the form names some. Lists of people and homes come by themselves."),
        required=False,
    )


class MediaForm(forms.Form):
    media = SeveralFilesField(label=_("Files that the form names"))


class DeviceForm(forms.Form):
    holder = forms.ChoiceField(label=_("Who carries the device"))
    label = forms.CharField(
        label=_("Name of the device"), max_length=120, help_text=_("For example: Nok's own phone")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.holders = {
            str(one.pk): one for one in accounts() if one.is_active and may(one, "surveys.submit")
        }
        self.fields["holder"].choices = [("", "")] + [
            (key, one.display_name) for key, one in self.holders.items()
        ]

    def clean_holder(self):
        return self.holders[self.cleaned_data["holder"]]


class SubmissionFilter(forms.Form):
    form = forms.ModelChoiceField(label=_("Form"), queryset=None, required=False, empty_label=_("All"))
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["form"].queryset = Form.objects.all()
        self.fields["state"].choices = [("", _("All")), *Submission.State.choices]

    def apply(self, rows):
        """Keep the submissions that were asked for."""
        asked = self.cleaned_data if self.is_valid() else {}
        return rows.filter(**{name: value for name, value in asked.items() if value})
