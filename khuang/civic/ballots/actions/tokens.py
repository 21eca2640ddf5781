"""Hand out tokens for anything: an election, a topic in the hall. Spoil and replace them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from khuang.civic.ballots.actions.locks import check_leave
from khuang.civic.ballots.models import Token, TokenBatch
from khuang.civic.ballots.reads.tokens import hash_of
from khuang.civic.ballots.rules import tokens as rules
from khuang.civic.ballots.rules.problems import SpoiltToken, TooManySlips, UsedToken
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village

MOST_AT_ONCE = 2000


@dataclass(frozen=True)
class HandedOut:
    """A printing: the batch and, this once, the codes in the order of serials. They are stored nowhere."""

    batch: TokenBatch
    codes: Sequence[str]


@journal.action
def hand_out_tokens(about: Any, n: int, *, village: Village | None, by: Any, at: datetime) -> HandedOut:
    """Make n tokens for a record (an election, a topic), to be printed now. Journal: ballots.tokens-made.

    Raises PermissionDenied (ballots.run or hearings.hold), TooManySlips.
    """
    _check_leave(by)
    if not 1 <= n <= MOST_AT_ONCE:
        raise TooManySlips
    batch = TokenBatch.objects.create(
        subject_kind=about._meta.model_name,
        subject_id=about.pk,
        number=_next_number(about),
        village=village,
        made_at=at,
        by_id=by.pk,
    )
    codes = [rules.make() for _each in range(n)]
    Token.objects.bulk_create(
        Token(batch=batch, serial=serial, code_hash=hash_of(code))
        for serial, code in enumerate(codes, start=1)
    )
    journal.write("ballots.tokens-made", by=by, about=batch, at=at, number=n, also=[about.pk])
    return HandedOut(batch, codes)


@journal.action
def spoil_token(token: Token, *, by: Any, at: datetime) -> None:
    """Make a slip worthless that was torn, lost or misprinted. Journal: ballots.token-spoilt.

    Raises PermissionDenied, UsedToken, SpoiltToken.
    """
    _check_leave(by)
    now = Token.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if now.state == Token.State.USED:
        raise UsedToken
    if now.state == Token.State.SPOILT:
        raise SpoiltToken
    now.state = Token.State.SPOILT
    now.save(update_fields=["state"])
    journal.write("ballots.token-spoilt", by=by, about=now.batch, at=at, serial=now.serial)


@journal.action
def replace_token(token: Token, *, by: Any, at: datetime) -> str:
    """Spoil a slip and give the code of a new one of the same batch. Journal: as spoil_token, tokens-made.

    Raises as spoil_token.
    """
    spoil_token(token, by=by, at=at)
    batch = TokenBatch.objects.select_for_update(of=("self",)).get(pk=token.batch_id)
    code = rules.make()
    last = batch.tokens.aggregate(last=Max("serial"))["last"]
    Token.objects.create(batch=batch, serial=last + 1, code_hash=hash_of(code))
    journal.write("ballots.tokens-made", by=by, about=batch, at=at, number=1)
    return code


def _check_leave(by: Any) -> None:
    try:
        check_leave(by, "ballots.run")
    except PermissionDenied:
        check_leave(by, "hearings.hold")


def _next_number(about: Any) -> int:
    found = TokenBatch.objects.filter(subject_id=about.pk).aggregate(last=Max("number"))
    return (found["last"] or 0) + 1
