"""Bring the draft class that phones calculate up to the policy in force."""

from datetime import datetime
from typing import Any

from khuang.care.risk import reads
from khuang.care.risk.actions.policies import in_force
from khuang.care.risk.models import FormNotice, PolicyVersion
from khuang.care.risk.rules import policies
from khuang.care.risk.rules.policies import Policy
from khuang.care.risk.rules.workbooks import BY_HAND, CURRENT, carried, rewritten
from khuang.ground.journal import actions as journal
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.models import FormVersion
from khuang.ground.surveys.rules.problems import SurveyProblem


def carry_to_phones(entry: Any) -> None:
    """Publish anew every form whose calculation is an older policy's; `site.flow` calls it.

    Only the calculation and the version change; what the municipality changed in its
    form stays. A calculation that none of our policies wrote is left, and a person is asked
    to look. Journal: surveys.form-uploaded, surveys.form-published, risk.form-noticed.
    """
    adopted, policy = in_force(at=entry.at)
    older = _older(adopted)
    for version in _published():
        found = carried(bytes(version.xlsx), policy, older)
        if found == BY_HAND:
            _notice(version, adopted, entry.at)
        elif found not in (None, CURRENT):
            _publish(version, policy, adopted, entry.at)


@journal.action
def settle_notice(notice: FormNotice, *, by: Any, at: datetime) -> None:
    """Note that a person looked at a form. Journal: risk.form-settled."""
    notice.settled_at, notice.settled_by_id = at, by.pk
    notice.save(update_fields=["settled_at", "settled_by_id"])
    journal.write("risk.form-settled", by=by, about=notice, at=at)


def _older(adopted: PolicyVersion) -> list[Policy]:
    rows = PolicyVersion.objects.exclude(pk=adopted.pk)
    return [*(reads.compiled(one) for one in rows), policies.shipped()]


def _published() -> list[FormVersion]:
    rows = FormVersion.objects.filter(state=FormVersion.State.PUBLISHED)
    return list(rows.select_related("form").defer("xform"))


def _publish(version: FormVersion, policy: Policy, adopted: PolicyVersion, at: datetime) -> None:
    taken = set(version.form.versions.values_list("version", flat=True))
    workbook = rewritten(bytes(version.xlsx), policy, taken=taken, on=at.date())
    media = {one.name: bytes(one.content) for one in version.media.all()}
    try:
        made = surveys.upload_form(workbook, media=media, by=journal.SYSTEM, at=at)
        surveys.publish(made, by=journal.SYSTEM, at=at)
    except SurveyProblem:
        _notice(version, adopted, at)


@journal.action
def _notice(version: FormVersion, adopted: PolicyVersion, at: datetime) -> None:
    notice, is_new = FormNotice.objects.get_or_create(
        form_version_id=version.pk, policy=adopted, defaults={"title": version.title, "raised_at": at}
    )
    if is_new:
        journal.write("risk.form-noticed", by=journal.SYSTEM, about=notice, at=at, version=version.pk)
