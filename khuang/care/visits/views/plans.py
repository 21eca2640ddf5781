"""Plans of a month: compute, look, compare, publish, and plan anew when somebody cannot come."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people.actions import note_listing
from khuang.care.visits.actions import availability, planning, plans
from khuang.care.visits.forms.plans import AwayForm, PlanForm
from khuang.care.visits.models import CareSchedule, Planning, VisitPlan, Volunteer
from khuang.care.visits.reads import plans as holding
from khuang.care.visits.reads import plans_compared, plans_shown
from khuang.care.visits.reads.volunteers import visiting
from khuang.care.visits.rules import problems
from khuang.care.visits.rules.problems import PlanProblem
from khuang.ground.accounts.access import who_may
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal.names import names

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


@who_may("visits.plan")
@require_safe
def overview(request):
    known, today = names(), timezone.localdate()
    rows = list(VisitPlan.objects.all()[:24])
    page = {
        "plans": [(one, plans_shown.share(one), known.get(one.made_by_id, "")) for one in rows],
        "work": Planning.objects.first(),
        "missing": plans_shown.planned_with_missing(request.user, on=today).count(),
        "has_schedules": CareSchedule.objects.filter(until=None).exists(),
        "has_volunteers": visiting(Volunteer.objects.all(), today).exists(),
        "may_compute": scope_of(request.user, "visits.plan").everywhere,
        "may_schedule": may(request.user, "visits.schedules"),
        "drafts": [one for one in rows if one.state == VisitPlan.State.DRAFT],
    }
    return render(request, "visits/plans.html", page)


@who_may("visits.plan")
@page_or_form
def new(request):
    now = timezone.now()
    form = PlanForm(request.POST or None, today=timezone.localdate(now))
    if form.is_valid():
        wish = float(form.cleaned_data["wish"])
        work = _begun(request, form, form.first_day(), continuity=wish, at=now)
        if work:
            return redirect("visits:planning", work.pk)
    return render(request, "visits/plan_new.html", {"form": form})


def _begun(request, form, month, **said):
    try:
        return planning.begin_planning(month, by=request.user, **said)
    except PlanProblem as problem:
        form.add_error(None, _(problem.sentence))
        return None


@who_may("visits.plan")
@require_safe
def progress(request, key):
    work = get_object_or_404(Planning, pk=key)
    if work.plan_id:
        return redirect("visits:publish" if work.smallest else "visits:plan", work.plan_id)
    because = getattr(problems, work.failed_because, None) if work.failed_because else None
    said = _(because.sentence) if because else work.failed_because
    return render(request, "visits/planning.html", {"work": work, "because": said})


@who_may("visits.plan")
@require_POST
def stop(request, key):
    planning.stop_planning(get_object_or_404(Planning, pk=key), by=request.user, at=timezone.now())
    return redirect("visits:planning", key)


@who_may("visits.plan")
@require_safe
def plan(request, key):
    """Show a month at a glance: those who are not reached stand first."""
    found, account = get_object_or_404(VisitPlan, pk=key), request.user
    left = plans_shown.unserved(account, found)
    shown = plans_shown.stops(left[:PAGE])
    if shown:
        note_listing((one.row.person for one in shown), by=account, at=timezone.now(), plan=str(found.pk))
    page = {
        "plan": found,
        "tiers": plans_shown.tiers(found),
        "unserved": shown,
        "unserved_count": left.count(),
        "fixes": plans_shown.fixes(found),
        "loads": plans_shown.loads(found),
        "villages": plans_shown.by_village(account, found),
        "weeks": plans_shown.calendar(account, found),
        "edits": plans_shown.edits(account, found),
        "facts": plans_shown.facts(found),
        "others": VisitPlan.objects.filter(month=found.month).exclude(pk=found.pk)[:6],
        "missing": plans_shown.planned_with_missing(account, on=timezone.localdate())
        .filter(plan=found)
        .count(),
        "newcomers": plans_shown.without_visit(account, found).count(),
        "made_by": names().get(found.made_by_id, ""),
        "may_decide": scope_of(account, "visits.plan").everywhere,
        "problem": _problem(found),
    }
    return render(request, "visits/plan.html", page)


def _problem(found):
    """Say why a plan is empty, and what to do."""
    return "" if found.visits.exists() else _(problems.NobodyToVisit.sentence)


@who_may("visits.plan")
@require_safe
def unserved(request, key):
    found = get_object_or_404(VisitPlan, pk=key)
    rows = plans_shown.unserved(request.user, found)
    first = _number(request.GET.get("from"))
    shown = plans_shown.stops(rows[first : first + PAGE])
    note_listing((one.row.person for one in shown), by=request.user, at=timezone.now(), plan=str(found.pk))
    page = {"plan": found, "stops": shown, "total": rows.count(), "shown": first + len(shown)}
    page["more"] = f"?from={page['shown']}" if page["shown"] < page["total"] else None
    return render(request, "visits/plan_unserved.html", page)


@who_may("visits.plan")
@require_safe
def unpinned(request, key):
    """Name the homes that have no point and stand at their village's."""
    found = get_object_or_404(VisitPlan, pk=key)
    rows = plans_shown.unpinned(request.user, found)
    first = _number(request.GET.get("from"))
    shown = list(rows[first : first + PAGE])
    note_listing((one.person for one in shown), by=request.user, at=timezone.now(), plan=str(found.pk))
    page = {"plan": found, "rows": shown, "total": rows.count(), "shown": first + len(shown)}
    page["more"] = f"?from={page['shown']}" if page["shown"] < page["total"] else None
    return render(request, "visits/plan_unpinned.html", page)


@who_may("visits.plan")
@require_safe
def day(request, key, day):
    found = get_object_or_404(VisitPlan, pk=key)
    on = plans_shown.day_in(found, day)
    if on is None:
        raise Http404
    rows = plans_shown.visits_in(request.user, found).filter(day=on, state__in=holding.STILL_ON)
    shown = plans_shown.stops(rows)
    note_listing((one.row.person for one in shown), by=request.user, at=timezone.now(), plan=str(found.pk))
    page = {"plan": found, "day": on, "rounds": plans_shown.rounds(shown)}
    return render(request, "visits/plan_day.html", page)


@who_may("visits.plan")
@require_safe
def volunteer(request, key):
    """Show a volunteer's month; it prints on paper."""
    found = get_object_or_404(VisitPlan, pk=key)
    if "who" not in request.GET:
        return redirect("visits:plan", key)
    who = _volunteer(request.GET["who"])
    rows = plans_shown.of_volunteer(request.user, found, who)
    shown = plans_shown.stops(rows)
    note_listing((one.row.person for one in shown), by=request.user, at=timezone.now(), plan=str(found.pk))
    page = {
        "plan": found,
        "volunteer": who,
        "days": plans_shown.by_day(shown),
        "load": next((one for one in plans_shown.loads(found) if one.volunteer == who), None),
        "count": len(shown),
    }
    return render(request, "visits/plan_volunteer.html", page)


@who_may("visits.plan")
@page_or_form
def publish(request, key):
    """Show what a draft changes, then let it hold."""
    found = get_object_or_404(VisitPlan, pk=key)
    if request.method == "POST":
        try:
            plans.publish_plan(key, by=request.user, at=timezone.now())
        except PlanProblem as problem:
            messages.error(request, _(problem.sentence))
        else:
            messages.success(request, _("The plan holds. Volunteers see their visits now."))
        return redirect("visits:plan", key)
    before = holding.plan_of(found.month)
    moved = plans_compared.differing(request.user, before, found) if before and before != found else []
    shown = moved[:PAGE]
    if shown:
        note_listing((one.person for one in shown), by=request.user, at=timezone.now(), plan=str(found.pk))
    page = {
        "plan": found,
        "before": before,
        "moved": shown,
        "moved_count": len(moved),
        "tiers": plans_shown.tiers(found),
        "unserved_count": plans_shown.unserved(request.user, found).count(),
    }
    return render(request, "visits/plan_publish.html", page)


@who_may("visits.plan")
@page_or_form
def discard(request, key):
    found = get_object_or_404(VisitPlan, pk=key)
    if request.method != "POST":
        return render(request, "visits/plan_discard.html", {"plan": found})
    try:
        plans.discard_plan(key, by=request.user, at=timezone.now())
    except PlanProblem as problem:
        messages.error(request, _(problem.sentence))
        return redirect("visits:plan", key)
    messages.success(request, _("The draft is thrown away."))
    return redirect("visits:plans")


@who_may("visits.plan")
@require_safe
def compare(request):
    first, second = (_plan(request.GET.get(name)) for name in ("first", "second"))
    if first.month != second.month:
        raise Http404
    said = plans_compared.compared(request.user, first, second)
    shown = said.differing[:PAGE]
    if shown:
        note_listing((one.person for one in shown), by=request.user, at=timezone.now(), plan=str(second.pk))
    page = {"said": said, "first": first, "second": second, "differing": shown, "count": len(said.differing)}
    return render(request, "visits/plan_compare.html", page)


@who_may("visits.plan")
@page_or_form
def away(request, key):
    """Note that somebody cannot come, and plan anew with as few changes as possible."""
    found, now = get_object_or_404(VisitPlan, pk=key), timezone.now()
    people = scope_of(request.user, "visits.volunteers").filter(
        visiting(Volunteer.objects.all(), timezone.localdate(now))
    )
    initial = {"volunteer": request.GET.get("who", "")}
    form = AwayForm(request.POST or None, volunteers=people, today=timezone.localdate(now), initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        who = get_object_or_404(people, pk=said["volunteer"])
        dates = {name: said[name] for name in ("first_on", "last_on", "reason")}
        work = _again(request, form, found, who, dates, now)
        if work:
            return redirect("visits:planning", work.pk)
    return render(request, "visits/plan_away.html", {"form": form, "plan": found})


def _again(request, form, found, who, dates, now):
    """Note the absence and begin; neither without the other."""
    try:
        planning.check_planning(found.month, by=request.user, at=now)
    except PlanProblem as problem:
        form.add_error(None, _(problem.sentence))
        return None
    availability.note_absence(who, by=request.user, at=now, **dates)
    first_day = max(dates["first_on"], timezone.localdate(now))
    said = {"continuity": found.continuity, "smallest": True, "first_day": first_day, "based_on": found}
    return _begun(request, form, found.month, at=now, **said)


@who_may("visits.plan")
@require_POST
def again(request, key):
    """Plan anew with as few changes as possible, from today on: somebody left, somebody is new."""
    found, now = get_object_or_404(VisitPlan, pk=key), timezone.now()
    try:
        work = planning.begin_planning(
            found.month, continuity=found.continuity, based_on=found, smallest=True, by=request.user, at=now
        )
    except PlanProblem as problem:
        messages.error(request, _(problem.sentence))
        return redirect("visits:plan", key)
    return redirect("visits:planning", work.pk)


def _plan(text):
    return get_object_or_404(VisitPlan, pk=_id(text))


def _volunteer(text):
    return get_object_or_404(Volunteer.objects.select_related("village"), pk=_id(text))


def _id(text):
    try:
        return UUID(text or "")
    except ValueError:
        raise Http404 from None


def _number(text):
    text = text or ""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
