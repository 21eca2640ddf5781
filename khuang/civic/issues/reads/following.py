"""Who follows, found by their code."""

from khuang.civic.issues.models import Follower
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib.codes import plain


def code_hash(code: str) -> bytes:
    """Give the keyed hash by which a code is found."""
    return keyed_hash(plain(code), "follow code")


def follower_of(code: str) -> Follower | None:
    """Give the follower who holds a code; none when nobody does."""
    rows = Follower.objects.select_related("issue__village", "contact")
    return rows.filter(code_hash=code_hash(code)).first()
