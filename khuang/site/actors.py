"""Names of everyone who acts: accounts, devices by whoever holds them, and guests of a case."""

from uuid import UUID

from khuang.care.cases.reads.guests import guest_names
from khuang.ground.accounts import reads as accounts
from khuang.ground.surveys.models import Device


def names() -> dict[UUID, str]:
    """Give the name of each account, device and guest of the current municipality, ended ones included."""
    known = accounts.names()
    held = Device.objects.order_by("pk").values_list("pk", "holder_id")
    return known | {device: known[holder] for device, holder in held} | guest_names()
