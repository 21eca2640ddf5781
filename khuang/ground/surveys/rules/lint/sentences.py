"""What each finding says: what is wrong, and what to do. English here; the translation stands in the locale.

`{words}` come from the finding's values. Where `WITHOUT_WORDS` holds the code, the
screen also offers pyxform's own sentence, for the form's author.
"""

from khuang.ground.surveys.rules.problems import gettext_noop as _

SENTENCES = {
    "not-xlsx": _("The file is not an Excel workbook (.xlsx). Save the form as .xlsx and upload it again."),
    "file-too-large": _("The file is too large for a form. Take out pictures and unused sheets."),
    "form-id-missing": _(
        "The form has no form_id. Write one in the settings sheet, for example home_survey."
    ),
    "form-id-letters": _(
        "The form_id “{name}” may hold only Latin letters, digits, _ . and -, without spaces. Write it anew."
    ),
    "version-missing": _("The form has no version. Write the date and a number, for example 2026112301."),
    "title-missing": _("The form has no form_title. Write the name that volunteers shall see."),
    "instance-id-omitted": _(
        "Each survey needs its own number, or one that is sent twice counts twice. Delete omit_instanceID."
    ),
    "instance-id-own": _(
        "The phone itself gives each survey its number (instanceID). Delete this cell or rename the question."
    ),
    "encrypted": _(
        "Encrypted surveys cannot fill the registry. Delete public_key; the way to us is encrypted already."
    ),
    "thai-missing": _("The form has no Thai. Add a column label::ไทย (th)."),
    "thai-not-default": _("Thai should be shown first. Write ไทย (th) in default_language."),
    "time-missing": _("Add a row of type {kind}, so that we can see how long a survey takes."),
    "label-missing": _("“{name}” has no words to show. Write a label."),
    "label-markdown": _("The phone hides or changes words that begin with “{start}”. Begin with a letter."),
    "thai-label-missing": _("“{name}” has no Thai words. Write the label in Thai."),
    "required-message": _(
        "“{name}” must be answered, but the phone would say so in English. Write a Thai required_message."
    ),
    "constraint-message": _(
        "“{name}” refuses some answers, but the phone would say so in English. "
        "Write in Thai what is right (constraint_message)."
    ),
    "bare-date": _("{found} keeps the form from opening in a browser. Write {mended}."),
    "blank-as-zero": _(
        "Here an answer that is missing counts as 0. Let it stay empty: missing means unknown."
    ),
    "prefill-through-calculate": _(
        "Filling in beforehand from “{name}”, which is itself calculated, comes out empty in a browser. "
        "Refer straight to instance('person')."
    ),
    "changes-on-edit": _("{found} gives another value when the survey is edited later. Write once({found})."),
    "do-not-know-missing": _(
        "The list “{list}” has no “do not know”. Add a choice named {name}, or people will guess."
    ),
    "photo-size": _("The photograph may be too large to send. Write max-pixels=1600 in parameters."),
    "buddhist-era": _("Write buddhist in appearance, so that the date is shown in the Buddhist era."),
    "map-leaks": _(
        "A map on the phone tells a foreign company where the home is. "
        "Take placement-map or maps out of appearance."
    ),
    "private-of-volunteer": _(
        "A row of type {kind} takes private details of the volunteer's phone. Delete it."
    ),
    "name-letters": _("The name “{name}” should hold only small Latin letters, digits and _."),
    "choices-missing": _(
        "The list “{list}” has no choices. Add them to the choices sheet, or mend the spelling."
    ),
    "choice-space": _(
        "The choice “{name}” has a space in its name, which makes two choices of it. Write _ instead."
    ),
    "old-search": _(
        "search() and pulldata() do not work everywhere. Use select_one_from_file and instance()."
    ),
    "list-unknown": _("The registry keeps no list “{name}”. Write one of: {known}."),
    "save-to-sensitive": _(
        "“{name}” must not be saved to a list: lists lie on phones, and whoever finds one can read them. "
        "Delete save_to; the answer still reaches us."
    ),
    "property-unknown": _("The list “{list}” has no property “{name}”. Write one of: {known}."),
    "type-unknown": _("The phone does not know this type of question. Mend the spelling."),
    "type-missing": _("This row has no type. Write one, for example text or note."),
    "name-missing": _("This row has no name. Write one in Latin letters."),
    "calculation-missing": _("A row of type calculate needs a calculation."),
    "choice-twice": _("Two choices of one list have the same name. Give each its own."),
    "name-twice": _("Two rows have the same name. Give each its own."),
    "reference-unknown": _("“${{{name}}}” is not in the survey. Mend the spelling."),
    "formula-bracket": _(
        "Not every bracket of the expression is opened and closed (near “{found}”). Count ( ), [ ] and {{ }}."
    ),
    "formula-quote": _(
        "A text in the expression begins or ends without its quotation mark. Add the missing one."
    ),
    "formula-function": _("Phones do not know the function {found}(). Mend the spelling."),
    "formula-arguments": _(
        "{found}() holds too much or too little between its brackets. Compare the commas."
    ),
    "formula-gap": _("Before or after “{found}” something is missing, for example a name or a number."),
    "formula-operator": _("Before “{found}” something like =, + or “and” is missing."),
    "formula-sign": _("“{found}” cannot stand here in an expression. Delete or replace it."),
    "reference-twice": _("A name in ${{ }} belongs to two questions. Rename one of them."),
    "reference-broken": _("A reference must look like ${{name}}."),
    "name-wrong": _(
        "This name cannot be used: it begins with a Latin letter and holds letters, digits, _ . or -."
    ),
    "group-open": _("A group or repeat is not closed, or closed twice. Compare begin and end."),
    "entities-missing": _("save_to needs a sheet called entities that names the list."),
    "save-to-twice": _("Two questions are saved to the same property. Keep one."),
    "save-to-prefix": _(
        "With several lists, write the list before the property, for example person#given_name."
    ),
    "save-to-group": _("A group or repeat cannot be saved. Delete save_to here."),
    "save-to-list": _("The list in save_to is not in the entities sheet. Mend the spelling."),
    "entity-label": _("A list that creates people or homes needs a label in the entities sheet."),
    "entity-update-if": _("With create_if and entity_id, write update_if as well."),
    "entity-id": _("To update somebody, write in entity_id who it is."),
    "entity-scope": _(
        "The lists and their questions do not fit: questions of one person belong in one repeat."
    ),
    "sheet-missing": _("A sheet is missing. A form needs survey, and choices when it has lists."),
    "header-missing": _("The first row must name the columns."),
    "header-twice": _("Two columns mean the same. Delete one."),
    "sheet-spelling": _("A sheet's name may be misspelt."),
    "parameters-wrong": _("The parameters are not right."),
    "type-old": _("New phones no longer know this type."),
    "group-label": _(
        "A group or repeat has no label. Write one, so that the volunteer knows where they are."
    ),
    "language-code": _("Write the language's code in brackets, for example ไทย (th)."),
    "translation-missing": _("Some words are not in every language."),
    "row-skipped": _("A row without name and label is left out. Complete or delete it."),
    "version-taken": _("Version {version} was published before with other contents. Write a new version."),
    "media-unknown": _("The form does not name the file “{name}”. It names: {known}."),
    "media-missing": _("The form needs the file “{name}”. Add it, then publish."),
    "media-too-large": _("The file “{name}” is too large for phones. The limit is 20 MB."),
    "conversion-failed": _("The form could not be converted. Compare it with one of our ready forms."),
    "conversion-other": _(
        "The form has a problem that we have no words for. Compare the cell with one of our ready forms."
    ),
}

# Problems that only pyxform can describe.
WITHOUT_WORDS = {"conversion-failed", "conversion-other"}

# Level -> its word, and the kind of mark on the screen.
LEVELS = {
    "error": (_("must be mended"), "bad"),
    "warning": (_("should be mended"), "wait"),
    "advice": (_("advice"), "calm"),
}
