"""A file of villages or roads."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST = 20_000_000  # bytes


class GeoJSONForm(forms.Form):
    """One GeoJSON file."""

    file = forms.FileField(
        label=_("GeoJSON file"),
        widget=forms.FileInput({"accept": ".geojson,.json,application/geo+json"}),
        help_text=_("As a mapping program such as QGIS saves it, in WGS 84, at most 20 MB."),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Save it again and choose it once more."),
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 20 MB. Simplify its outlines or split it."))
        return file


class LinesForm(GeoJSONForm):
    """The same, and what becomes of the lines that are there."""

    adds = forms.TypedChoiceField(
        label=_("What about the roads and rivers that are on the map now?"),
        choices=[("no", _("The file takes their place")), ("yes", _("They stay, the file is added"))],
        initial="no",
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
