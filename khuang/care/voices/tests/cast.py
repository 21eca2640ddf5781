"""What the tests of voices say, and where they say it."""

from datetime import date, timedelta

from conftest import NOW
from khuang.care.voices import actions
from khuang.care.voices.actions import Follow, Said, Told
from khuang.lib.identifiers import uuid7

LATER = NOW + timedelta(days=1)
TODAY = date(2026, 11, 23)


def told(**said):
    """What somebody says at the counter."""
    usual = {
        "way": "walk-in",
        "speaker": "neighbour",
        "kind": "unsafe-house",
        "words": "หลังคารั่วทั้งหลัง",
        "received_on": TODAY,
        "answer_by": "phone",
    }
    return Told(**(usual | said))


def report(by, *, outcome="later", at=NOW, key=None, answer="", to=None, **said):
    """Take a report down."""
    follow = Follow(outcome=outcome, answer=answer, to=to)
    return actions.take_down(told(**said), follow, key=key or uuid7(), by=by, at=at)


def said(**said):
    """What somebody says in a talk."""
    usual = {"nature": "issue", "kind": "no-transport", "words": "ไม่มีรถไปโรงพยาบาล"}
    return Said(**(usual | said))


def held_talk(household, by, *, at=NOW):
    """A talk that was held and waits for its issues."""
    talk = actions.invite(household, planned_at=at, invited_by="letter", by=by, at=at)
    return actions.hold(talk, on=TODAY, present={"female:60+": 1}, by=by, at=at)
