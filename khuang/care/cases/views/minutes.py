"""The minutes of a conference: typed on one page, printed, approved by a second person."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.care.cases.actions import minutes as actions
from khuang.care.cases.forms import conferences as forms
from khuang.care.cases.models import Conference
from khuang.care.cases.reads import conferences as reads
from khuang.care.cases.rules.problems import CaseProblem
from khuang.care.cases.views.pages import find_of_case, page_or_form
from khuang.ground.accounts.access import who_may

BLANKS = 4  # decisions that may be typed at once; saving gives as many again


@who_may("cases.confer")
@page_or_form
def write(request, key):
    """Type attendance, what was said and decisions on one page; it may be saved and gone on with."""
    found = find_of_case(request, "cases.confer", Conference.objects.all(), key)
    now = timezone.now()
    if found.state not in ("planned", "held") or found.begins_at > now:
        return redirect("cases:conference", found.pk)
    typed = _Typed(found, request.POST or None)
    theirs = {}
    if request.method == "POST" and typed.is_valid():
        try:
            with transaction.atomic():
                theirs = typed.save(request.user, now)
        except CaseProblem as problem:
            typed.ended.add_error(None, _(problem.sentence))
        else:
            if not theirs:
                messages.success(request, _("The minutes are kept as a draft."))
                return redirect("cases:conference", found.pk)
            typed = _Typed(found, request.POST, theirs=theirs)
    page = {
        "conference": found,
        "typed": typed,
        "theirs": theirs,
        "resolutions": reads.resolutions(found, at=now),
    }
    return render(request, "cases/minutes_write.html", page, status=200 if typed.is_fine else 422)


@who_may("cases.view")
@require_safe
def minutes(request, key):
    """Show the minutes as they are printed and filed."""
    found = find_of_case(request, "cases.view", Conference.objects.all(), key)
    page = reads.conference_page(found, request.user, at=timezone.now())
    context = {
        "page": page,
        "conference": found,
        "came": [seat for seat in page.seats if seat.row.attendance == "came"],
        "absent": [seat for seat in page.seats if seat.row.attendance != "came"],
        "municipality": request.user.municipality,
    }
    return render(request, "cases/minutes.html", context)


@who_may("cases.confer")
@page_or_form
def approve(request, key):
    found = find_of_case(request, "cases.confer", Conference.objects.all(), key)
    form = forms.ApproveForm(request.POST or None, initial={"revision": found.revision})
    if form.is_valid():
        try:
            actions.approve_minutes(
                found, revision=form.cleaned_data["revision"], by=request.user, at=timezone.now()
            )
        except CaseProblem as problem:
            messages.error(request, _(problem.sentence))
        else:
            messages.success(request, _("The minutes are approved. Nobody changes them any more."))
        return redirect("cases:conference", found.pk)
    page = reads.conference_page(found, request.user, at=timezone.now())
    return render(request, "cases/minutes_approve.html", {"page": page, "conference": found, "form": form})


class _Typed:
    """All forms of the page: who came, what was said, what was decided."""

    def __init__(self, conference, posted, theirs=None):
        self.conference = conference
        participants = [seat.row for seat in reads.seats(conference)]
        ended = conference.ended_at and f"{timezone.localtime(conference.ended_at):%H.%M}"
        self.ended = forms.EndedForm(posted, initial={"ended": ended})
        self.present = [(row, _present(row, posted)) for row in participants]
        self.said = [
            (row, reads.title_of(row), _said(row, told, _with(posted, row, theirs)))
            for row, told in self._begun()
        ]
        self.decisions = [
            forms.DecisionForm(posted, prefix=f"d{number}", owners=participants) for number in range(BLANKS)
        ]

    def _begun(self):
        """What each item says now; before anything was written, what is known stands there to begin with."""
        built = reads.built_for_all(self.conference.case)
        is_first = self.conference.minuted_at is None
        for row in self.conference.items.all():
            begun = "\n".join(filter(None, (*built.get(row.kind, ()), row.text)))
            yield row, {"said": row.said or (begun if is_first else ""), "was": row.said or ""}

    @property
    def forms(self):
        """Every form of the page."""
        return [
            self.ended,
            *(form for _row, form in self.present),
            *(form for _row, _title, form in self.said),
            *self.decisions,
        ]

    @property
    def is_fine(self):
        return not any(form.errors for form in self.forms if form.is_bound)

    def is_valid(self):
        # Each is asked, so that each says what is wrong with it.
        return sum(not form.is_valid() for form in self.forms) == 0

    def save(self, by, at):
        """Keep everything; give what somebody else wrote meanwhile, by item."""
        who = {
            row.pk: (form.cleaned_data["attendance"] or None, form.cleaned_data["apology"])
            for row, form in self.present
        }
        actions.note_attendance(self.conference, who, ended_at=self._ended_at(), by=by, at=at)
        said = {
            row.pk: (form.cleaned_data["said"], form.cleaned_data["was"]) for row, _title, form in self.said
        }
        theirs = actions.write_minutes(self.conference, said, by=by, at=at)
        if theirs:
            # Decisions are typed again with the next save, so that none is kept twice.
            return theirs
        decided = [
            actions.Decided(form.cleaned_data["text"], form.who(), form.cleaned_data["due_on"])
            for form in self.decisions
            if form.cleaned_data.get("text")
        ]
        actions.decide(self.conference, decided, by=by, at=at)
        return theirs

    def _ended_at(self):
        clock = self.ended.cleaned_data["ended"]
        begins = timezone.localtime(self.conference.begins_at)
        return begins.replace(hour=clock.hour, minute=clock.minute) if clock else None


def _with(posted, row, theirs):
    """Give what was posted, as written upon what somebody else wrote into the same item."""
    if not theirs or row.pk not in theirs:
        return posted
    changed = posted.copy()
    changed[f"i{row.pk.hex}-was"] = theirs[row.pk]
    return changed


def _present(row, posted):
    initial = {"attendance": row.attendance, "apology": row.apology}
    return forms.PresentForm(posted, prefix=f"p{row.pk.hex}", initial=initial)


def _said(row, told, posted):
    return forms.SaidForm(posted, prefix=f"i{row.pk.hex}", initial=told)
