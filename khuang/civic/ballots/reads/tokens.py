"""Find a token by what somebody typed."""

from typing import Any

from khuang.civic.ballots.models import Token, TokenBatch
from khuang.civic.ballots.rules import tokens as rules
from khuang.civic.ballots.rules.problems import Mistyped, SpoiltToken, UnknownToken, UsedToken
from khuang.ground.municipalities.fields import keyed_hash


def hash_of(code: str) -> bytes:
    """Give what is stored of a code."""
    return keyed_hash(code, "ballots-token")


def find_token(about: Any, typed: str, *, lock: bool = False, again: bool = False) -> Token:
    """Give the token that was typed for a record (an election, a topic).

    lock   hold it until the transaction ends, so that two who use it at once use it one after the other
    again  let a used one pass, for votes that the same voter may change
    Raises Mistyped, UnknownToken, UsedToken, SpoiltToken.
    """
    try:
        code = rules.read(typed)
    except rules.NotACode:
        raise Mistyped from None
    rows = Token.objects.filter(code_hash=hash_of(code), batch__subject_id=about.pk).select_related("batch")
    found = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if found is None:
        raise UnknownToken
    if found.state == Token.State.SPOILT:
        raise SpoiltToken
    if found.state == Token.State.USED and not again:
        raise UsedToken
    return found


def printed(about: Any) -> list[tuple[TokenBatch, dict[str, int]]]:
    """Give the batches of a record, each with how many of its tokens are in which state."""
    batches = list(TokenBatch.objects.filter(subject_id=about.pk).select_related("village"))
    counts: dict[Any, dict[str, int]] = {batch.pk: dict.fromkeys(Token.State.values, 0) for batch in batches}
    for batch, state in Token.objects.filter(batch__in=batches).values_list("batch_id", "state"):
        counts[batch][state] += 1
    return [(batch, counts[batch.pk]) for batch in batches]
