"""Bringing a list of people: the file, how it is read, what its columns are."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuang.care.people.reads import importing
from khuang.care.people.rules.imports import mapping, texts
from khuang.ground.places.models import Village

_FILE = forms.FileInput({"accept": ".csv,.txt,.xlsx,.zip"})
_NO_FILE = {
    "required": _("Choose a file first. It may have 50 MB at most."),
    "empty": _("The file is empty. Choose another one."),
}
_SIGNS = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}


class ListForm(forms.Form):
    """A file, and where it comes from."""

    source = forms.CharField(
        label=_("Where does the list come from?"),
        max_length=80,
        help_text=_("For example: district hospital. Its columns are remembered by this name."),
    )
    file = forms.FileField(
        label=_("The list"),
        widget=_FILE,
        help_text=_("CSV, Excel (.xlsx), or a ZIP from KoboToolbox or ODK Central, at most 50 MB."),
        error_messages=_NO_FILE,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if known := importing.sources():
            said = gettext("Known so far: %(names)s.") % {"names": ", ".join(known)}
            self.fields["source"].help_text = f"{self.fields['source'].help_text} {said}"


class AgainForm(forms.Form):
    """The same file once more."""

    file = forms.FileField(label=_("The same file"), widget=_FILE, error_messages=_NO_FILE)


class ReadingForm(forms.Form):
    """How the file is read, when what was found by itself is wrong."""

    table = forms.ChoiceField(label=_("Sheet or table"), required=False)
    encoding = forms.ChoiceField(label=_("Encoding of the letters"), choices=list(texts.ENCODINGS.items()))
    delimiter = forms.ChoiceField(label=_("Sign between the columns"), choices=list(_SIGNS.items()))
    first = forms.IntegerField(label=_("First row of the header"), min_value=1)
    last = forms.IntegerField(label=_("Last row of the header"), min_value=1)

    def __init__(self, *args, brought, **options):
        now = {
            "table": brought.table,
            "encoding": brought.encoding,
            "delimiter": brought.delimiter,
            "first": brought.first_header + 1,
            "last": brought.last_header + 1,
        }
        super().__init__(*args, initial=now, **options)
        self.brought = brought
        self.fields["table"].choices = [(name, name) for name in brought.tables]
        if len(brought.tables) < 2:
            del self.fields["table"]
        if not brought.encoding:
            del self.fields["encoding"], self.fields["delimiter"]

    def clean(self):
        said = super().clean()
        first, last = said.get("first"), said.get("last")
        if first and last and not first <= last <= min(first + 4, self.brought.rows - 1):
            self.add_error("last", _("The header has one to five rows, above the rows of people."))
        return said

    def changes(self):
        """Give what differs from how the file was read."""
        said = dict(self.cleaned_data)
        said["first_header"], said["last_header"] = said.pop("first") - 1, said.pop("last") - 1
        return {name: value for name, value in said.items() if getattr(self.brought, name) != value}


class ColumnsForm(forms.Form):
    """What each column is; which value holds."""

    is_filter = True  # thirty columns need no "(optional)" each

    def __init__(self, *args, brought, **options):
        super().__init__(*args, **options)
        self.brought = brought
        proposed = importing.proposals(brought)
        chosen = {int(column): field for column, field in brought.fields.items()}
        samples = importing.samples(brought)
        fields = [("", _("Leave out")), *((code, gettext(word)) for code, word in mapping.FIELDS.items())]
        for column, name in enumerate(brought.headers):
            known = chosen or {at: one.field for at, one in proposed.items()}
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=name,
                choices=fields,
                required=False,
                initial=known.get(column, ""),
                help_text=gettext("For example: %(value)s") % {"value": samples[column][:60]}
                if samples[column]
                else "",
            )
        self.fields["rule"] = forms.ChoiceField(
            label=_("Where the registry says something else"),
            choices=[
                (
                    "fill",
                    _("Keep what the registry says, fill in only what is empty, and ask about the rest"),
                ),
                ("take", _("Take what the list says")),
            ],
            initial=brought.rule,
            widget=forms.RadioSelect,
        )

    def chosen(self):
        """Give column -> field."""
        return {
            column: self.cleaned_data[f"column_{column}"]
            for column in range(len(self.brought.headers))
            if self.cleaned_data.get(f"column_{column}")
        }


class QuestionsForm(forms.Form):
    """What only a person can say: eras of years with two digits, villages that are not known."""

    is_filter = True  # "Not in this municipality" is an answer

    def __init__(self, *args, brought, eras, words, **options):
        super().__init__(*args, **options)
        self.eras, self.words = eras, words
        for column in eras:
            self.fields[f"era_{column}"] = forms.ChoiceField(
                label=gettext("%(column)s: which era are the years with two digits?")
                % {"column": brought.headers[column]},
                choices=[("be", _("Buddhist era: 67 is 2567")), ("ce", _("Common era: 67 is 1967"))],
                widget=forms.RadioSelect,
            )
        villages = [("", _("Not in this municipality")), *((v.code, str(v)) for v in Village.objects.all())]
        for number, word in enumerate(words):
            self.fields[f"village_{number}"] = forms.ChoiceField(
                label=gettext("Which village is “%(word)s”?") % {"word": word},
                choices=villages,
                required=False,
            )

    def two_digits(self):
        """Give column -> era."""
        return {column: self.cleaned_data[f"era_{column}"] for column in self.eras}

    def villages(self):
        """Give word -> code of the village."""
        return {word: self.cleaned_data[f"village_{number}"] for number, word in enumerate(self.words)}
