"""How a bound form field is drawn: which template, which classes, which words."""

from django import forms

from khuang.ui.forms import DatePartsWidget

# The most particular widget first.
KINDS = (
    (DatePartsWidget, "date", "govuk-input"),
    (forms.CheckboxSelectMultiple, "checkboxes", "govuk-checkboxes__input"),
    (forms.RadioSelect, "radios", "govuk-radios__input"),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.Select, "input", "govuk-select"),
    (forms.Textarea, "input", "govuk-textarea"),
    (forms.FileInput, "input", "govuk-file-upload"),
    (forms.Widget, "input", "govuk-input"),
)


def kind(widget):
    """Give the template's name and the class of a widget."""
    return next((name, css) for cls, name, css in KINDS if isinstance(widget, cls))


def classes(bound, css):
    """Give a widget's classes, those of its form included."""
    error = f"{css}--error" if bound.errors and not css.endswith("__input") else ""
    return " ".join(filter(None, (css, error, bound.field.widget.attrs.get("class", ""))))


def attributes(bound, css):
    """Give what the widget's tag carries beside Django's own attributes."""
    # A browser's own message stands in the browser's language and hides our summary.
    bound.form.use_required_attribute = False
    given = {"class": classes(bound, css)}
    if isinstance(bound.field.widget, forms.Textarea):
        given["rows"] = bound.field.widget.attrs.get("rows", 5)
    if bound.use_fieldset:
        given["aria-describedby"] = bound.aria_describedby
    return {name: value for name, value in given.items() if value}


def first_id(bound):
    """Give the id that an error summary links to: the first thing to fill in; None when there is nothing."""
    if not bound.use_fieldset:
        return bound.id_for_label or bound.auto_id
    if not bound.subwidgets:
        return None
    first = bound.subwidgets[0]
    parts = first.data.get("subwidgets")
    return parts[0]["attrs"]["id"] if parts else first.id_for_label


def optional(bound, heading):
    """Say whether the label adds "(optional)"; a whole filter is, and one of several fields is not quite."""
    quiet = isinstance(bound.field.widget, (forms.CheckboxInput, forms.HiddenInput))
    quiet = quiet or getattr(bound.field, "is_one_of_several", False)
    return (
        not bound.field.required and not quiet and not heading and not getattr(bound.form, "is_filter", False)
    )


def hint_id(bound):
    return f"{bound.auto_id}_helptext"


def error_id(bound):
    return f"{bound.auto_id}_error"


def errors(form):
    """Give (id to go to or None, the field's label or "", message) of every error, the form's own first."""
    found = [(None, "", message) for message in form.non_field_errors()]
    for bound in form.visible_fields():
        found += [(first_id(bound), bound.label, message) for message in bound.errors]
    for bound in form.hidden_fields():
        found += [(None, bound.label, message) for message in bound.errors]
    return found
