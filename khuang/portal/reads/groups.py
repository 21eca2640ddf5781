"""Groups and who leads them, as anyone reads them: posts and sexes, names with consent only."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.civic.groups import reads
from khuang.civic.groups.models import Organization
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality


def groups(municipality: Municipality) -> dict[str, Any]:
    """Give the groups of a municipality, and women and men in posts."""
    today = timezone.localdate()
    with within(municipality):
        return {
            "lines": reads.lines(reads.groups(), on=today),
            "bodies": reads.lines(reads.bodies(), on=today),
            "figures": reads.figures(on=today),
        }


def group(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give one group with who holds its posts; none when there is no such group."""
    today = timezone.localdate()
    with within(municipality):
        found = Organization.objects.filter(pk=key).first()
        if found is None:
            return None
        (line,) = reads.lines([found], on=today)
        return {"line": line, "group": found, "holders": list(reads.holders(found, on=today))}
