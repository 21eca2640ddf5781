"""Tells accounts which homes there are, so that roles can be held at them."""

from collections.abc import Iterable
from uuid import UUID

from khuang.care.people.models import Dwelling
from khuang.ground.accounts.homes import Home
from khuang.ground.accounts.reads import Scope


class RegisteredHomes:
    """The dwellings of the registry that still stand."""

    def in_village(self, village_id: UUID, scope: Scope) -> list[Home]:
        """Return the homes of a village in order of their numbers."""
        return sorted(self._found(scope, village=village_id), key=lambda home: _door(home.house_no))

    def named(self, keys: Iterable[UUID], scope: Scope) -> list[Home]:
        """Return those homes among `keys` that lie inside the scope."""
        return self._found(scope, pk__in=list(keys))

    def _found(self, scope: Scope, **where: object) -> list[Home]:
        rows = scope.filter(Dwelling.objects.filter(gone_on=None, **where))
        return [Home(*values) for values in rows.values_list("pk", "village_id", "house_no")]


def _door(house_no: str) -> tuple[bool, list[int], str]:
    """Order 9 before 10 and 12/2 before 12/10; homes without a number come last."""
    digits = "".join(sign if sign.isdecimal() else " " for sign in house_no)
    return not house_no, [int(number) for number in digits.split()], house_no
