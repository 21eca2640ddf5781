"""What is kept about needs and cases."""

from khuang.care.cases.models.alerts import Alert
from khuang.care.cases.models.cases import Case
from khuang.care.cases.models.conferences import AgendaEdit, AgendaItem, Conference, Participant
from khuang.care.cases.models.guests import GuestComment, GuestPass
from khuang.care.cases.models.needs import Need
from khuang.care.cases.models.partners import Partner, PartnerVillage
from khuang.care.cases.models.referrals import Referral

__all__ = [
    "AgendaEdit",
    "AgendaItem",
    "Alert",
    "Case",
    "Conference",
    "GuestComment",
    "GuestPass",
    "Need",
    "Participant",
    "Partner",
    "PartnerVillage",
    "Referral",
]
