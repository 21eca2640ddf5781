"""What follows what: one table, read from top to bottom.

Each row of the journal may be followed by actions of the apps above. A step
*now* runs in the same transaction, so it happened when the answer goes out; a
step *after* becomes a job, deferred in that transaction, run at least once and
taking effect exactly once. A step takes the journal entry and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from procrastinate.contrib.django import app

from khuang.care.cases import actions as cases
from khuang.care.cases.actions import calls
from khuang.care.correspondence import actions as correspondence
from khuang.care.duty import actions as duty
from khuang.care.people import actions as people
from khuang.care.risk import actions as risk
from khuang.care.support import actions as support
from khuang.care.visits.actions import recording, schedules, volunteers_leaving
from khuang.care.voices import actions as voices
from khuang.care.wellbeing import actions as wellbeing
from khuang.civic.council import actions as council
from khuang.civic.issues import actions as issues
from khuang.civic.plan import actions as plan
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.messaging import actions as messaging
from khuang.ground.surveys import actions as surveys
from khuang.site import answers, elections, public_appeals, public_issues

Action = Callable[[Entry], None]


@dataclass(frozen=True)
class Step:
    """One action that follows an event, now or after the commit."""

    do: Action
    is_now: bool

    @property
    def name(self) -> str:
        # The app stands before "actions", whether those are a module or a package.
        app_name = self.do.__module__.partition(".actions")[0].rpartition(".")[2]
        return f"{app_name}.{self.do.__name__}"


def now(do: Action) -> Step:
    return Step(do, is_now=True)


def after(do: Action) -> Step:
    return Step(do, is_now=False)


FLOW: dict[str, list[Step]] = {
    "people.erased": [
        now(messaging.forget_erased),
        now(risk.forget_erased),
        now(support.forget_erased),
        now(voices.forget_erased),
    ],
    "people.merged": [
        now(risk.judge_merged),
        now(schedules.follow_class),
        now(correspondence.join_merged),
        now(wellbeing.join_merged),
    ],
    "people.split": [
        now(risk.judge_merged),
        now(schedules.follow_class),
        now(correspondence.part_split),
        now(wellbeing.part_split),
    ],
    "messaging.unfollowed": [now(wellbeing.take_reach)],
    "messaging.linked": [now(wellbeing.take_reach)],
    "messaging.call-asked": [now(correspondence.take_call)],
    # Whoever calls for help is heard before anything else is made of a message.
    "messaging.received": [
        now(duty.take_message),
        now(wellbeing.take_message),
        now(correspondence.take_message),
        now(issues.take_message),
    ],
    "messaging.followed": [now(wellbeing.take_reach)],
    "messaging.visit-asked": [now(wellbeing.ask_visit)],
    "correspondence.agreed": [now(wellbeing.take_reach)],
    "correspondence.declined": [now(wellbeing.take_reach)],
    "correspondence.linked": [now(wellbeing.take_reach)],
    "correspondence.way-ended": [now(wellbeing.take_reach)],
    "correspondence.call-tried": [now(calls.alert_from_call), now(wellbeing.take_call)],
    "survey.submitted": [
        now(people.take_in),
        now(risk.assess_submission),
        now(cases.note_from_survey),
        now(recording.take_in_visit),
    ],
    "visits.recorded": [now(wellbeing.take_visit)],
    "risk.class-changed": [now(cases.consider_risk), now(schedules.follow_class)],
    "cases.plan-approved": [now(schedules.follow_plan)],
    "cases.closed": [now(schedules.follow_plan)],
    "cases.alert-raised": [now(duty.begin_ladder)],
    "cases.alert-acknowledged": [now(duty.end_ladder)],
    "cases.alert-settled": [now(duty.end_ladder)],
    "people.level-set": [now(support.withdraw_hidden)],
    "people.restricted": [now(support.withdraw_hidden)],
    "support.appeal-released": [now(public_appeals.show)],
    "support.appeal-withdrawn": [now(public_appeals.take_away)],
    "forum.topic-closed": [now(council.take_topic)],
    "hearings.closed": [now(council.take_hearing)],
    "council.forwarded": [now(plan.take_in)],
    "risk.policy-adopted": [after(risk.carry_to_phones)],
    "surveys.form-published": [after(risk.carry_to_phones)],
    "visits.volunteer-left": [now(volunteers_leaving.end_roles)],
    "projects.closed": [now(answers.ask_raisers)],
    "projects.done": [after(answers.ask)],
    "projects.reopened": [now(answers.withdraw)],
    "survey.photographed": [after(surveys.copy_photographs_without_place)],
    # voices.issue-raised has no step: at night all that was released crosses together (docs/adr/0039).
    "voices.issue-withdrawn": [now(public_issues.take_away)],
    "ballots.opened": [now(elections.lead_on)],
    "ballots.counted": [now(elections.tell)],
    "issues.news": [now(public_issues.tell_raiser)],
}

STEPS: dict[str, Step] = {step.name: step for steps in FLOW.values() for step in steps}


def follow(entry: Entry) -> None:
    """Begin what follows a journal line."""
    for step in FLOW.get(entry.event, ()):
        if step.is_now:
            step.do(entry)
        else:
            _defer(entry, step)


def carry_out(entry: Entry, step_name: str) -> None:
    """Run a deferred step once; a job that runs twice changes nothing."""
    journal.once(entry, step_name, STEPS[step_name].do, at=timezone.now())


def _defer(entry: Entry, step: Step) -> None:
    # The job names only ids: job rows are seen by the worker across municipalities.
    job = app.configure_task("khuang.follow_up")
    job.defer(municipality=str(entry.municipality_id), entry=str(entry.pk), step=step.name)
