"""What a phone sends is read safely, and each kind of trouble has its own name."""

import time

import pytest

from khuang.ground.surveys.rules import problems
from khuang.ground.surveys.rules.instances import LARGEST_XML, parsed
from khuang.ground.surveys.tests.sample_forms import INSTANCE_ID, house_submission

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + b"".join(f'<!ENTITY {chr(98 + i)} "{(f"&{chr(97 + i)};") * 10}">'.encode() for i in range(9))
    + b']><data id="house">&j;</data>'
)
READS_A_FILE = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><data id="house">&x;</data>'


def test_a_submission_names_its_form_version_and_instance():
    instance = parsed(house_submission())
    assert (instance.form_id, instance.version) == ("house", "2026112301")
    assert instance.instance_id == INSTANCE_ID
    assert instance.deprecated_id == ""


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", problems.EmptySubmission),
        (b" \n ", problems.EmptySubmission),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", problems.WebPageInstead),
        (b"\xef\xbb\xbf<HTML></HTML>", problems.WebPageInstead),
        (BOMB, problems.ForbiddenDocumentType),
        (READS_A_FILE, problems.ForbiddenDocumentType),
        (b"<data id='x'><a></b></data>", problems.BrokenSubmission),
        (b"not xml at all", problems.BrokenSubmission),
        (b"<?xml version='1.0' encoding='no-such'?><data/>", problems.BrokenSubmission),
        (b"<a>" * 100 + b"</a>" * 100, problems.TooDeep),
        (b" " * (LARGEST_XML + 1), problems.SubmissionTooLarge),
    ],
)
def test_each_kind_of_trouble_has_its_own_name(raw, problem):
    with pytest.raises(problem):
        parsed(raw)


def test_a_survey_cut_anywhere_is_refused_as_cut():
    raw = house_submission()
    for length in range(60, len(raw) - 1, 37):
        with pytest.raises((problems.TruncatedSubmission, problems.BrokenSubmission)):
            parsed(raw[:length])
    with pytest.raises(problems.TruncatedSubmission):
        parsed(raw[: len(raw) // 2])


def test_a_bomb_is_refused_at_once():
    begun = time.perf_counter()
    with pytest.raises(problems.ForbiddenDocumentType):
        parsed(BOMB)
    assert time.perf_counter() - begun < 1


def test_nothing_is_said_of_the_person_in_a_problem():
    with pytest.raises(problems.SurveyProblem) as caught:
        parsed(b"<data><name>Somchai</name>")
    assert "Somchai" not in str(caught.value)
