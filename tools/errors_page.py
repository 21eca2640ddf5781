"""Write docs/errors.md from the sentences that the product says: `make errors-page`.

The page cannot forget a sentence, because it is made from the modules that say them; a test
compares it with what this would write.
"""

import os
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import django
from django.utils import translation

PAGE = Path(__file__).resolve().parents[1] / "docs" / "errors.md"
TEMPLATE = Path(__file__).with_suffix(".md")

# Title, what stands below it, rows of a table.
Section = tuple[str, str, list[tuple[str, str]]]


def page() -> str:
    """Make the page's text; Django must be set up."""
    parts = []
    for title, words, rows in _sections():
        table = "".join(f"| {first} | {_cell(en)} | {_cell(_thai(en))} |\n" for first, en in rows)
        parts.append(f"\n## {title}\n\n{words}\n\n|  | English | ไทย |\n|---|---|---|\n{table}")
    return TEMPLATE.read_text().replace("{tables}", "".join(parts))


def _sections() -> Iterator[Section]:
    from khuang.care.correspondence.rules.problems import CorrespondenceProblem
    from khuang.care.people.rules.imports.problems import FILE_SENTENCES, ROW_SENTENCES
    from khuang.care.people.rules.problems import SENTENCES as REGISTRY
    from khuang.care.people.rules.problems import CannotMerge, CannotSplit
    from khuang.care.people.rules.rights import RightsProblem
    from khuang.care.risk.rules.problems import DraftProblem
    from khuang.care.support.rules.benefit_problems import BenefitProblem
    from khuang.care.support.rules.package_problems import PackageProblem
    from khuang.care.visits.models import VisitQuestion
    from khuang.care.visits.rules.problems import PlanProblem
    from khuang.care.visits.rules.record_problems import VisitProblem
    from khuang.care.visits.rules.volunteers import VolunteerProblem
    from khuang.care.visits.rules.volunteers_import import SENTENCES as ROWS_OF_VOLUNTEERS
    from khuang.care.visits.rules.volunteers_import import NoHeader
    from khuang.care.voices.rules.problems import VoiceProblem
    from khuang.care.wellbeing.rules.problems import WellbeingProblem
    from khuang.civic.hearings.rules.problems import HearingProblem
    from khuang.civic.projects.rules.problems import ProjectProblem
    from khuang.ground.places.reads import WHY
    from khuang.ground.surveys.models import Attention
    from khuang.ground.surveys.rules.lint.sentences import LEVELS
    from khuang.ground.surveys.rules.lint.sentences import SENTENCES as FORMS

    phones = sorted(_problems(), key=lambda problem: (problem.status, problem.__name__))
    with translation.override("en"):
        doubts = [(kind.value, str(kind.label)) for kind in tuple(VisitQuestion.Kind)]
        kinds = [(kind.value, str(kind.label)) for kind in tuple(Attention.Kind)]
        why = [(code, str(sentence)) for code, sentence in WHY.items()]
    yield (
        "What a phone is told when it sends or fetches",
        "The number is the answer's status. From 500 on, the survey stays on the phone for later.",
        [(str(problem.status), problem.sentence) for problem in phones],
    )
    yield (
        "What needs attention after a survey came in",
        "Under *Submissions*. The survey is stored; a person must look.",
        kinds,
    )
    yield (
        "What is wrong with a form that was uploaded",
        "Under *Forms*, each with its cell. The weights are: "
        + ", ".join(f"{word} ({_thai(word)})" for word, _kind in LEVELS.values())
        + ". What only the converter can describe also stands there in its English words.",
        list(FORMS.items()),
    )
    yield (
        "Why a list of people cannot be read",
        "Under *Lists of people*, and on the terminal. Nothing of it was taken in.",
        list(FILE_SENTENCES.items()),
    )
    yield (
        "Why a row of a list was not taken in",
        "In the last column of the rows that are handed back, beside what is wrong with a value (below).",
        list(ROW_SENTENCES.items()),
    )
    yield (
        "What is wrong with a value of the registry",
        "Under *Records to settle*, or beside the field where it was typed. The rest went in.",
        list(REGISTRY.items()),
    )
    yield (
        "What cannot be done with two records, or with a request about data",
        "On the page where it was asked for; nothing was changed.",
        [(problem.__name__, str(problem())) for problem in (CannotMerge, CannotSplit)]
        + [(problem.__name__, problem.sentence) for problem in RightsProblem.__subclasses__()],
    )
    yield (
        "What cannot be done with a draft of the risk policy",
        "Under *Risk policy*, above the draft.",
        [(problem.__name__, problem.sentence) for problem in DraftProblem.__subclasses__()],
    )
    yield from _of_cases()
    yield from chain(_of_councils(), _of_ballots())
    yield (
        "What cannot be done with ways to reach somebody, answers, calls, letters and broadcasts",
        "On the page where it was asked for; nothing was sent or changed.",
        [(problem.__name__, problem.sentence) for problem in CorrespondenceProblem.__subclasses__()],
    )
    yield (
        "What cannot be done with a check-in",
        "Under *Well-being*, on the page where it was asked for; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in WellbeingProblem.__subclasses__()],
    )
    yield (
        "What cannot be done with a benefit or with equipment",
        "On the page where it was asked for; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in BenefitProblem.__subclasses__()],
    )
    yield (
        "What cannot be done with a help package, its money or a public appeal",
        "Under *Help packages*, above the form.",
        [(problem.__name__, problem.sentence) for problem in PackageProblem.__subclasses__()],
    )
    yield (
        "What cannot be done with a hearing, or why something noted in a hall waits",
        "Under *Hearings*, on the page of the hearing; what was noted is kept.",
        [(problem.__name__, problem.sentence) for problem in HearingProblem.__subclasses__()],
    )
    yield (
        "What cannot be done with a plan of visits",
        "Under *Plan of visits*; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in PlanProblem.__subclasses__()],
    )
    yield (
        "Why a visit cannot be recorded",
        "On the page of the record, or among what needs attention.",
        [(problem.__name__, problem.sentence) for problem in VisitProblem.__subclasses__()],
    )
    yield (
        "What is asked about a recorded visit",
        "Under *Visits to settle*. Everything is kept; a person must look.",
        doubts,
    )
    yield (
        "What cannot be done with a volunteer, and why a row of a list of volunteers is handed back",
        "Under *Volunteers*; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in VolunteerProblem.__subclasses__()]
        + [(NoHeader.__name__, NoHeader.sentence), *ROWS_OF_VOLUNTEERS.items()],
    )
    yield (
        "What cannot be done with a report, a talk or an issue",
        "Under *Reports*, *Talks* and *Issues for the forum*; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in VoiceProblem.__subclasses__()],
    )
    yield (
        "What cannot be done with a project or an inspection",
        "Under *Projects* and *Inspections*, and on the public page of a project; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in ProjectProblem.__subclasses__()],
    )
    yield from (*_of_budget(), *_of_messages())
    yield (
        "What is wrong with a village or a road in a file",
        "Under *Places*. The good ones are kept, the others are handed back with the reason.",
        why,
    )


def _of_ballots() -> Iterator[Section]:
    """Give what votes and Pabulib files are refused for."""
    from khuang.civic.ballots.rules.pabulib import WHY as ROWS_OF_PABULIB
    from khuang.civic.ballots.rules.problems import BallotProblem, WrongMarks

    problems = (*BallotProblem.__subclasses__(), *WrongMarks.__subclasses__())
    yield (
        "What cannot be done in a vote",
        "Under *Elections*, *Votes of delegates* and on the public page of a vote; no ballot was changed.",
        [(problem.__name__, problem.sentence) for problem in problems],
    )
    yield (
        "Rows of a Pabulib file that are not taken",
        "Under *Elections*, *Read a Pabulib file*. The good rows are kept, these are handed back.",
        list(ROWS_OF_PABULIB.items()),
    )


def _of_budget() -> Iterator[Section]:
    from khuang.civic.plan.rules.problems import PlanProblem

    yield (
        "What cannot be done with a proposal, the development plan or the budget",
        "Under *Proposals*, *Development plan* and *Budget*, above the form; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in PlanProblem.__subclasses__()],
    )


def _of_messages() -> Iterator[Section]:
    from khuang.ground.messaging.reads.guarding import SENTENCES as GUARD
    from khuang.ground.messaging.reads.setting_up import BECAUSE
    from khuang.ground.messaging.rules.problems import ChannelProblem

    with translation.override("en"):
        guarded = [(code, str(sentence)) for code, sentence in GUARD.items()]
        unsent = [(code, str(sentence)) for code, sentence in BECAUSE.items()]
    yield (
        "What may not go through LINE, SMS or e-mail",
        "Beside the words that were typed; nothing was sent.",
        guarded,
    )
    yield (
        "Why a message did not go",
        "Under *Channels*, and beside the message. What was urgent went by the next way.",
        unsent,
    )
    yield (
        "What cannot be done with a channel",
        "Under *Channels*; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in ChannelProblem.__subclasses__()],
    )


def _of_councils() -> Iterator[Section]:
    from khuang.civic.council.rules.problems import CouncilProblem
    from khuang.civic.groups.rules import GroupProblem

    yield from _of_forum()
    yield (
        "What cannot be done with a group or its posts",
        "Under *Groups*; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in GroupProblem.__subclasses__()],
    )
    yield (
        "What cannot be done in a council",
        "Under *Council* and *Scrutiny*, on the page where it was asked for; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in CouncilProblem.__subclasses__()],
    )


def _of_forum() -> Iterator[Section]:
    from khuang.civic.forum.rules.problems import ForumProblem

    yield (
        "What cannot be done in the forum",
        "On the page where it was asked for; nothing was counted, and what was typed is still there.",
        [(problem.__name__, problem.sentence) for problem in ForumProblem.__subclasses__()],
    )


def _of_cases() -> Iterator[Section]:
    from khuang.care.cases.rules.problems import CaseProblem
    from khuang.care.cases.rules.sharing_problems import SharingProblem
    from khuang.care.duty.rules.problems import DutyProblem

    yield (
        "What cannot be done with a need, a case or an alert",
        "On the page where it was asked for; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in CaseProblem.__subclasses__()],
    )
    yield (
        "What cannot be done with a call for help or on duty",
        "On the page where it was asked for, or on the duty list; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in DutyProblem.__subclasses__()],
    )
    yield (
        "What cannot be done with a conference, a guest, a referral or a partner",
        "On the page where it was asked for; nothing was changed.",
        [(problem.__name__, problem.sentence) for problem in SharingProblem.__subclasses__()],
    )


def _problems() -> Iterator[Any]:
    from khuang.ground.surveys.rules import problems

    for found in vars(problems).values():
        if isinstance(found, type) and issubclass(found, problems.SurveyProblem):
            yield found


def _thai(sentence: str) -> str:
    with translation.override("th"):
        return str(translation.gettext(sentence))


def _cell(text: str) -> str:
    # As the screen shows it: doubled braces are how one is written in a template.
    return text.replace("{{", "{").replace("}}", "}").replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page())


if __name__ == "__main__":
    sys.path.insert(0, str(PAGE.parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")
    django.setup()
    main()
