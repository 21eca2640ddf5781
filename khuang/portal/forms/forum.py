"""What anyone may write in the forum."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from khuang.civic.forum.actions.enclosures import Brought
from khuang.civic.forum.actions.statements import new_receipt
from khuang.civic.forum.models import Stance
from khuang.civic.forum.rules.moderation import LONGEST
from khuang.lib.demographics import AGE_BANDS

NOT_SAID = ("", _("I would rather not say"))
SEX_NAMES = (("female", _("woman")), ("male", _("man")), ("other", _("another")))


class SayForm(forms.Form):
    """One statement, perhaps with a picture or a voice."""

    words = forms.CharField(
        label=_("Your statement"),
        help_text=_("One idea, so that others can say whether they agree."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )
    picture = forms.FileField(
        label=_("A picture"),
        help_text=_("At most 8 MB. Where and when it was taken is removed."),
        required=False,
        widget=forms.FileInput({"accept": "image/*"}),
    )
    shown_as = forms.CharField(
        label=_("What does the picture show?"),
        help_text=_("For whoever cannot see it."),
        required=False,
        max_length=200,
    )
    voice = forms.FileField(
        label=_("A recording of your voice"),
        help_text=_("At most 5 MB. Anyone can hear it, and may know your voice."),
        required=False,
        widget=forms.FileInput({"accept": "audio/*"}),
    )
    confirmed = forms.BooleanField(label=_("These words name nobody and no house"), required=False)
    another = forms.BooleanField(label=_("Mine says something else: send it"), required=False)
    receipt = forms.SlugField(max_length=16, widget=forms.HiddenInput)

    def __init__(self, data=None, files=None):
        super().__init__(data, files, initial={"receipt": new_receipt()})

    @property
    def brought(self):
        """What came with the words."""
        picture, voice = (_bytes(self.cleaned_data.get(name)) for name in ("picture", "voice"))
        return Brought(picture, self.cleaned_data.get("shown_as", ""), voice)


def _bytes(file: UploadedFile | None) -> bytes:
    # A byte more than the largest is enough to be refused.
    return file.read(8_000_001) if file else b""


class AboutMeForm(forms.Form):
    """Where, which sex and how old, asked kindly."""

    village = forms.ChoiceField(label=_("Where do you live?"), required=False)
    sex = forms.ChoiceField(
        label=_("You are"), choices=(*SEX_NAMES, NOT_SAID), required=False, widget=forms.RadioSelect
    )
    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        choices=(*((band, band) for band in AGE_BANDS), NOT_SAID),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, villages, *args, **options):
        super().__init__(*args, **options)
        self.fields["village"].choices = [NOT_SAID, *((str(one.pk), str(one)) for one in villages)]


class StanceForm(forms.Form):
    """How I stand to an agreement."""

    kind = forms.ChoiceField(
        label=_("How do you stand to it?"),
        choices=(
            (Stance.Kind.AGREES, _("I agree")),
            (Stance.Kind.LIVES_WITH, _("I can live with it")),
            (Stance.Kind.OBJECTS, _("I object")),
        ),
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever objects says why. It is read by the facilitator before it is shown."),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )


class TokenForm(forms.Form):
    """The code on a paper token."""

    token = forms.CharField(
        label=_("Code on your token"),
        help_text=_("Twelve letters and digits. Without one you can read, and vote at the next meeting."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )


class ReceiptForm(forms.Form):
    """The code on a receipt."""

    code = forms.SlugField(label=_("Code on your receipt"), max_length=16)
