"""Appeals as the public pages ask for them."""

from khuang.civic.appeals.models import GivingContact, PublicAppeal


def appeals() -> list[PublicAppeal]:
    """Give what is asked for now, then what was answered lately."""
    rows = list(PublicAppeal.objects.all())
    return sorted(rows, key=lambda one: one.state == PublicAppeal.State.ANSWERED)


def appeal(reference: str) -> PublicAppeal | None:
    """Give one appeal by its reference; none when it is not public, or no more."""
    return PublicAppeal.objects.filter(reference=reference).first()


def contact() -> GivingContact | None:
    """Give whom to ask before giving, if the municipality has said it."""
    return GivingContact.objects.first()
