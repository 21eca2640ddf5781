"""Agreements: their versions, who stands how to them, what was found when one looked again."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khuang.civic.forum.models import Agreement, AgreementVersion, Renewal, Stance


@dataclass(frozen=True)
class Standing:
    """How people and groups stand to one version.

    agreeing, living_with, objecting   how many people without a name
    groups   (name, stance) of each group
    said     (group or "", kind in words, reason) that may be shown
    """

    version: AgreementVersion
    agreeing: int
    living_with: int
    objecting: int
    groups: list[tuple[str, Stance]]
    said: list[tuple[str, str, str]]
    renewals: list[Renewal]


def agreements() -> QuerySet[Agreement]:
    """Give all agreements, newest first."""
    return Agreement.objects.select_related("village", "topic")


def due(day: date) -> QuerySet[Agreement]:
    """Give what the community should look at again by a day."""
    return agreements().filter(state="agreed", look_again_on__lte=day).order_by("look_again_on", "pk")


def newest_version(agreement: Agreement) -> AgreementVersion:
    """Give the words that hold."""
    return AgreementVersion.objects.select_related("agreement__topic").filter(agreement=agreement).last()


def standings(agreement: Agreement) -> list[Standing]:
    """Give every version with how one stands to it, newest first."""
    versions = agreement.versions.prefetch_related("stances", "renewals").order_by("-number")
    return [_standing(one) for one in versions]


def _standing(version: AgreementVersion) -> Standing:
    stances = list(version.stances.all())
    count = Counter(one.kind for one in stances if one.participant_id)
    return Standing(
        version=version,
        agreeing=count["agrees"],
        living_with=count["lives-with"],
        objecting=count["objects"],
        groups=[(one.group_name, one) for one in stances if not one.participant_id],
        said=[
            (one.group_name, str(one.get_kind_display()), one.why_words) for one in stances if one.why_words
        ],
        renewals=list(version.renewals.all()),
    )


def reasons_waiting() -> QuerySet[Stance]:
    """Give reasons that wait to be checked, oldest first."""
    rows = Stance.objects.filter(why_state="waiting").select_related("version__agreement")
    return rows.order_by("at", "pk")
