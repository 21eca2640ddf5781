"""The household that a row belongs to: the one at its address, or one that is made for it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from khuang.care.people.actions.imports.known import Home
from khuang.care.people.models import Household, Import
from khuang.care.people.rules.imports.rows import Row


@dataclass
class There:
    """Households by address, those made for earlier rows included."""

    by_home: dict[Home, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    made: set[UUID] = field(default_factory=set)

    def household(self, brought: UUID, number: int, home: Home) -> tuple[UUID, bool]:
        """Give the household for an address, and whether it must be made.

        Where one family lives, it is theirs. Where several do, nobody can tell from a list
        whose it is, so people of this list live in a household of their own there.
        """
        found = self.by_home.get(home, [])
        if home[1] and len(found) == 1:
            return found[0], False
        key = uuid5(brought, f"home {home[0]} {home[1]}" if home[1] else f"home of row {number}")
        is_new = key not in self.made and key not in found
        self.made.add(key)
        return key, is_new


def there(brought: Import, rows: Iterable[Row]) -> There:
    """Load the households at the addresses of rows, in one statement."""
    found = There()
    villages = {row.home_values.get("village") for row in rows} - {None}
    numbers = {row.home_values.get("house_no", "") for row in rows} - {""}
    standing = Household.objects.filter(
        dwelling__village_id__in=villages,
        dwelling__house_no__in=numbers,
        dwelling__gone_on=None,
        ended_on=None,
    )
    for key, village, number in standing.order_by("pk").values_list(
        "pk", "dwelling__village_id", "dwelling__house_no"
    ):
        found.by_home[(village, number)].append(key)
    # Homes without a village that an earlier piece of this import made.
    wanted = {uuid5(brought.pk, f"home None {number}") for number in numbers}
    found.made |= set(Household.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    return found
