import pytest
from django import forms
from django.template import engines
from django.utils import translation

from khuang.ui.forms import DatePartsField


class Form(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the card.")
    alone = forms.ChoiceField(label="Alone?", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)
    born = DatePartsField(label="Born")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)


def drawn(text, **context):
    with translation.override("en"):
        return engines["django"].from_string(text).render(context)


def test_a_fields_error_and_hint_are_tied_to_it():
    page = drawn("{% field form.name %}", form=Form({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert "govuk-input--error" in page
    assert "required" not in page.replace("This field is required", "")


def test_an_optional_field_says_so_and_a_filter_does_not():
    assert "Note (optional)" in drawn("{% field form.note %}", form=Form())
    assert "(optional)" not in drawn("{% filter_form form '/x/' %}", form=Form())


def test_the_error_summary_leads_to_the_first_thing_to_fill_in():
    page = drawn("{% error_summary form %}{{ form }}", form=Form({}))
    for target in ("id_name", "id_alone_0", "id_born_day", "id_born_0"):
        if f'href="#{target}"' in page:
            assert f'id="{target}"' in page
    assert page.count('href="#id_') == 3
    assert 'name="secret"' in page


def test_an_error_where_nothing_is_left_to_choose_leads_nowhere():
    class Choosing(forms.Form):
        one = forms.ChoiceField(choices=[], widget=forms.RadioSelect, label="Which one?")

    page = drawn("{% error_summary form %}", form=Choosing({"one": "gone"}))
    assert "gone" in page
    assert "<a " not in page


def test_without_errors_there_is_no_summary():
    assert drawn("{% error_summary form %}", form=Form()).strip() == ""


def test_a_heading_is_the_pages_question():
    assert "<h1" in drawn("{% field form.alone heading=True %}", form=Form())
    assert "<h1" in drawn("{% field form.name heading=True %}", form=Form())


@pytest.mark.parametrize("level", ["high", "medium", "low", "none", None])
def test_a_risk_is_a_word_and_a_shape(level):
    page = drawn("{% risk_badge level %}", level=level)
    assert "<svg" in page
    assert "not settled" not in page
    assert f"kh-risk--{level or 'unassessed'}" in page


def test_an_unsettled_risk_says_so():
    assert "(not settled)" in drawn("{% risk_badge 'high' settled=False %}")


def test_content_is_escaped():
    page = drawn(
        "{% button label %}{% tag label %}{% notice 'info' label %}x{% endnotice %}{{ label|kh_name }}",
        label="<b>",
    )
    assert "<b>" not in page


def test_a_name_is_kept_whole_and_a_long_one_of_an_organisation_may_break():
    page = drawn("{{ name|kh_name }}", name="นางคำ สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด")
    assert page.count("kh-keep") == 1
    assert '<span class="kh-keep">นางคำ</span>' in page


def test_a_button_carries_its_attributes():
    page = drawn("{% button 'Save' kind='warning' name='go' value=1 data_kh_once=True disabled=False %}")
    assert " data-kh-once" in page
    assert "disabled" not in page
    assert 'name="go" value="1"' in page
    assert 'href="/x/"' in drawn("{% button 'Go' href='/x/' %}")


def test_nothing_more_is_offered_when_all_is_shown():
    assert "Show more" in drawn("{% load_more '/x/?page=2' 20 40 '#rows' %}")
    assert "Show more" not in drawn("{% load_more None 40 40 '#rows' %}")
