"""Names of everyone who acts: accounts, and devices by whoever holds them."""

from uuid import UUID

from khuang.ground.accounts import reads as accounts
from khuang.ground.surveys.models import Device


def names() -> dict[UUID, str]:
    """Give the name of each account and device of the current municipality, ended ones included."""
    known = accounts.names()
    held = Device.objects.order_by("pk").values_list("pk", "holder_id")
    return known | {device: known[holder] for device, holder in held}
