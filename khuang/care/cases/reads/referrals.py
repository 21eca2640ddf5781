"""Referrals and transfers as screens, letters and the desk ask for them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from khuang.care.cases.models import Case, GuestComment, GuestPass, Partner, Referral
from khuang.care.cases.reads.sharing import LABELS, Told
from khuang.care.cases.rules.bases import bases
from khuang.ground.accounts import reads as accounts
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.indicators.reads import kind_names

OPEN = (Referral.State.SENT, Referral.State.ACCEPTED)


@dataclass(frozen=True)
class ReferralPage:
    """What the page of a referral, and its letter, say."""

    referral: Referral
    to: str
    kind_of_need: str
    shared: list[Told]
    basis: str
    law: str
    basis_confirmed: bool
    sender: str
    guest: GuestPass | None
    comments: list[GuestComment]
    on: date
    is_late: bool
    is_open: bool
    may_refer: bool
    may_answer: bool
    may_finish: bool


def referrals_of(case: Case) -> QuerySet[Referral]:
    """Give every referral and transfer of a case, newest first."""
    return Referral.objects.filter(case=case).select_related("partner", "colleague")


def referrals(account: Any) -> QuerySet[Referral]:
    """Give the referrals of the cases that an account may see, what is due first at the top."""
    rows = Referral.objects.select_related("partner", "colleague", "case__person", "case__lead")
    return scope_of(account, "cases.view").filter(rows).order_by("due_on", "pk")


def open_referrals(account: Any) -> QuerySet[Referral]:
    """Give what waits for an answer or a result."""
    return referrals(account).filter(state__in=OPEN)


def overdue(account: Any, *, on: date) -> QuerySet[Referral]:
    """Give what should have been answered before a day, where an account refers: never silent."""
    rows = open_referrals(account).filter(state=Referral.State.SENT, due_on__lt=on)
    return scope_of(account, "cases.refer").filter(rows)


def asked_of(account: Any) -> QuerySet[Referral]:
    """Give what an account itself is asked to answer."""
    return referrals(account).filter(colleague=account, state=Referral.State.SENT)


def refused_lately(account: Any) -> QuerySet[Referral]:
    """Give what was refused while its need is still open: somebody must ask elsewhere."""
    rows = referrals(account).filter(state=Referral.State.REFUSED, need__ended_at=None, need__isnull=False)
    later = Q(need__referrals__state__in=(*OPEN, Referral.State.DONE))
    return rows.exclude(later)


def referral_page(referral: Referral, account: Any, *, on: date) -> ReferralPage:
    """Gather a referral for an account.."""
    language = get_language() or "th"
    basis = next((one for one in bases().bases if one.code == referral.basis), None)
    words, law = basis.words(language) if basis else (referral.basis, "")
    is_sent = referral.state == Referral.State.SENT
    is_theirs = referral.colleague_id == account.pk
    may_refer = may(account, "cases.refer", referral)
    guest = referral.passes.filter(revoked_at=None).first()
    return ReferralPage(
        referral=referral,
        to=str(referral.partner or referral.colleague),
        kind_of_need=kind_names().get(referral.need.kind, "") if referral.need else "",
        shared=[Told(code, str(LABELS[code]), list(lines)) for code, lines in referral.shared],
        basis=words,
        law=law,
        basis_confirmed=bases().confirmed,
        sender=accounts.names().get(referral.sent_by_id, "") if referral.sent_by_id else "",
        guest=guest,
        comments=list(GuestComment.objects.filter(by_pass__referral=referral)),
        on=on,
        is_late=is_sent and referral.due_on < on,
        is_open=referral.state in OPEN,
        may_refer=may_refer,
        may_answer=is_sent and (is_theirs if referral.colleague_id else may_refer),
        may_finish=is_theirs or may_refer,
    )


def may_be_asked_to_help(case: Case, *, on: date) -> list[Partner]:
    """Give the partners of the directory now: first those that help where the person lives."""
    rows = Partner.objects.filter(Q(until=None) | Q(until__gt=on)).prefetch_related("villages")
    village = case.person.village_id

    def is_far(partner: Partner) -> bool:
        near = {one.village_id for one in partner.villages.all()}
        return bool(near) and not partner.beyond and village not in near

    return sorted(rows, key=lambda partner: (is_far(partner), partner.name))


def may_be_asked_to_lead(case: Case, asker: Any) -> list[Account]:
    """Give the colleagues who may work on a case, but whoever asks, in order of name."""
    rows = Account.objects.filter(is_active=True, municipality_id=case.municipality_id)
    return [
        one for one in rows.order_by("display_name", "pk") if one != asker and may(one, "cases.work", case)
    ]
