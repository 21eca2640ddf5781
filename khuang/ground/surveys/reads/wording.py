"""A submission in words, for the screen."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.ground.surveys import links
from khuang.ground.surveys.models import FormVersion, Submission
from khuang.ground.surveys.reads.submissions import answers_of, observation
from khuang.ground.surveys.rules.wording import Wording, worded


@dataclass(frozen=True)
class Part:
    """Answers that belong together: the home's, or one person's."""

    title: str  # "" for the survey as a whole
    rows: tuple[tuple[str, str], ...]  # question in words, answer in words


@dataclass(frozen=True)
class SpokenOf:
    """A person or home in a submission whose page the reader may open."""

    name: str
    address: str


def spoken_of(submission: Submission, account: Any) -> list[SpokenOf]:
    """Give the people and homes in a submission whose pages an account may open."""
    named = {UUID(action.id): action.label for action in observation(submission).entities}
    pages = links.opened_by(account, list(named))
    return [SpokenOf(name or _("Without a name"), pages[key]) for key, name in named.items() if key in pages]


def in_words(submission: Submission) -> list[Part]:
    """Give the answers of a submission in the reader's language; what was never shown is left out."""
    words = _wording(submission.version_id, get_language() or "th")
    return [
        Part(title, tuple(rows))
        for title, answers in answers_of(submission)
        if (
            rows := [
                (words.questions[name], words.shown(name, text))
                for name, text in answers.items()
                if _told(words, name, text)
            ]
        )
    ]


def part_of(submission: Submission, key: UUID) -> list[tuple[str, str]]:
    """Give what a submission says of one person: question and answer in words, nobody else's among them."""
    if submission.version_id is None:
        return []
    words = _wording(submission.version_id, get_language() or "th")
    return [
        (words.questions[name], words.shown(name, text))
        for action in observation(submission).entities
        if UUID(action.id) == key
        for name, text in action.answers.items()
        if _told(words, name, text)
    ]


def _told(words: Wording, name: str, text: str) -> bool:
    return bool(text and words.questions.get(name))


@lru_cache(maxsize=100)
def _wording(version_id: UUID, language: str) -> Wording:
    return worded(bytes(FormVersion.objects.values_list("xform", flat=True).get(pk=version_id)), language)
