"""A month, lived day by day through the real actions; at each step hands do what waits."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from bench.wellbeing import town
from bench.wellbeing.lives import DAY, HOUR, MINUTE, TAKES, Life, at, draw, taps
from khuang.care.correspondence.actions.calls import record_try
from khuang.care.correspondence.models import Call
from khuang.care.visits.models import PlannedVisit, Visit
from khuang.care.wellbeing import actions
from khuang.care.wellbeing.actions.pauses import Paused
from khuang.care.wellbeing.models import Silence
from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.messaging.rules.channels import Receipt
from khuang.ground.municipalities.context import within

STEP, BEGINS, STEPS = 10 * MINUTE, time(8), 60  # until six in the evening
CALLS, GETTING_THERE = 20, 30 * MINUTE  # that the desk manages in a step; until a carer is at the door
TOKEN = timedelta(seconds=50)


class Month:
    """The people, and what was counted beside the rows that the actions wrote."""

    def __init__(self, people: int, rng: Random):
        self.rng, self.counted, self.found = rng, Counter[str](), list[float]()
        self.municipality = town.municipality()
        with within(self.municipality):
            self.lives = town.people(people, rng)
            self.carers = town.carers(people)
        self.by_person = {life.person.pk: life for life in self.lives}
        self.planned: set[date] = set()

    def live(self, day: date) -> None:
        """Live one day."""
        self._begin(day)
        coming = sorted(
            ((when, life) for life in self.lives for when in taps(life, day, self.rng)),
            key=lambda one: one[0],
        )
        for number in range(STEPS + 1):
            now = at(day, BEGINS) + number * STEP
            while coming and coming[0][0] <= now:
                self._tap(*coming.pop(0))
            if now > at(day, HOUR):
                with within(self.municipality):
                    actions.notice_silence(now)
                with within(self.municipality):
                    self._call(now)
                with within(self.municipality):
                    self._visit(now)

    def _begin(self, day: date) -> None:
        with within(self.municipality):
            if day.replace(day=1) not in self.planned:
                town.plan(day.replace(day=1), self.lives, self.carers)
                self.planned.add(day.replace(day=1))
            for life in self.lives:
                if draw(life, day, self.rng):
                    what = Paused("hospital", day, life.until)
                    actions.pause(life.person, what, by=SYSTEM, at=at(day, time(7)))
                    self.counted["pauses"] += 1

    def _tap(self, when: datetime, life: Life) -> None:
        """Let a tap come in, as the webhook's job keeps it, and the answer go out within the token's time."""
        self.counted["taps"] += 1
        with within(self.municipality):
            contact = Contact.objects.get(pk=life.contact.pk)
            contact.reply_token, contact.reply_until = "token", when + TOKEN
            contact.save(update_fields=["reply_token", "reply_until"])
            message = Message.objects.create(
                direction="in",
                channel="line",
                contact=contact,
                kind="tap",
                verb="well",
                state="received",
                at=when,
            )
            journal.write("messaging.received", by=SYSTEM, about=message, at=when, verb="well", kind="tap")
            waiting = list(Message.objects.filter(contact=contact, state="queued").order_by("at", "pk"))
        for one in waiting:
            self._answer(one, when)

    def _answer(self, message: Message, when: datetime) -> None:
        with within(self.municipality):
            parcel = messaging.claim(message.pk, at=when)
        if parcel is None:
            return
        is_free = bool(parcel.reply_token)
        self.counted["answers"] += 1
        self.counted["pushes"] += not is_free
        with within(self.municipality):
            messaging.settle(parcel, Receipt("sent", units=0 if is_free else 1), at=when)

    def _call(self, now: datetime) -> None:
        rows = Call.objects.filter(state=Call.State.OPEN, asked_at__lt=now).select_related(
            "person", "message"
        )
        due = [one for one in rows if one.again_at is None or one.again_at <= now]
        for call in due[:CALLS]:
            takes = self.rng.random() < TAKES[self.by_person[call.person_id].reason]
            record_try(call, "well" if takes else "no-answer", by=SYSTEM, at=now)
            self.counted["calls"] += 1

    def _visit(self, now: datetime) -> None:
        asked = PlannedVisit.objects.filter(purpose="check", state="planned", silences__ended_at=None)
        due = asked.filter(silences__level_since__lte=now - GETTING_THERE).select_related(
            "person", "volunteer"
        )
        for planned in due:
            self._meet(planned, now)

    def _meet(self, planned: Any, now: datetime) -> None:
        life = self.by_person[planned.person_id]
        self.counted["visits"] += 1
        if life.reason == "need" and life.since:
            self.found.append((now - life.since) / timedelta(hours=1))
            life.reason, life.until = "", now.date()
        visit = Visit.objects.create(
            person=planned.person,
            volunteer=planned.volunteer,
            planned=planned,
            submission_id=uuid4(),
            at=now,
            result="away" if life.reason == "hospital" else "met",
            findings={},
        )
        planned.state = PlannedVisit.State.DONE
        planned.save(update_fields=["state"])
        journal.write(
            "visits.recorded", by=SYSTEM, about=visit, at=now, also=[life.person.pk], result=visit.result
        )
        if life.reason == "hospital" and life.until > now.date():
            # The neighbours say where they are, and the carer tells the desk.
            rest = Paused("hospital", now.date() + DAY, life.until)
            actions.pause(life.person, rest, by=SYSTEM, at=now)

    def figures(self) -> dict[str, Any]:
        """Count what happened, from the rows that the actions wrote."""
        with within(self.municipality):
            silences = list(Silence.objects.all())
        ended = Counter(one.ended_because or "open" for one in silences)
        nothing = sum(ended[name] for name in ("in-time", "tap", "message", "call"))
        return dict(self.counted) | {
            "silences": len(silences),
            "ended": dict(ended),
            "false_alarms": nothing,
            "alerts": sum(one.alert_id is not None for one in silences),
            "in_need": len(self.found) + sum(life.reason == "need" for life in self.lives),
            "found": len(self.found),
            "hours_to_find": [round(one, 1) for one in sorted(self.found)],
        }
