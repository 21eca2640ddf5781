from django.utils import translation

from khuang.ui.paces import pace, time_left


def said(function, value):
    with translation.override("en"):
        return function(value)


def test_fast_work_is_told_by_the_second_and_slow_work_by_the_minute():
    assert said(pace, 412.4) == "412 in a second"
    assert said(pace, 0.5) == "30 in a minute"
    assert said(pace, None) == ""


def test_the_time_left_is_rounded_up_to_what_a_person_plans_with():
    assert said(time_left, 12) == "less than a minute left"
    assert said(time_left, 61) == "about 2 minutes left"
    assert said(time_left, 60) == "about a minute left"
    assert said(time_left, 3600) == "about an hour left"
    assert said(time_left, 3700) == "about 2 hours left"
    assert said(time_left, None) == ""
