"""Screens of volunteers: the list, one volunteer, what is typed about them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.visits.actions import volunteers as actions
from khuang.care.visits.actions import volunteers_learning as learning
from khuang.care.visits.forms.volunteers import (
    KindForm,
    PartnerForm,
    PlaceForm,
    SignedForm,
    ThanksForm,
    TrainingForm,
    VolunteerFilter,
    VolunteerForm,
)
from khuang.care.visits.models import Training, Volunteer
from khuang.care.visits.reads import volunteers as reads
from khuang.care.visits.reads import volunteers_pages as pages
from khuang.care.visits.rules.volunteers import VolunteerProblem, undertaking_on
from khuang.ground.accounts.access import find, who_may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE, MOST = 60, 3000


def found(request, key):
    """Give a volunteer whom the account keeps, or 404."""
    rows = Volunteer.objects.select_related("village", "home", "partner", "account")
    return find(request, "visits.volunteers", rows, key)


def window(request, page=PAGE):
    """Say how many rows of a list are shown, and which address shows more."""
    said = request.GET.get("many", "")
    many = min(int(said), MOST) if said.isdecimal() and said.isascii() else page
    more = request.GET.copy()
    more["many"] = many + page
    return many, f"?{more.urlencode()}"


def tried(form, do):
    """Carry something out, or say in the form why not."""
    try:
        do()
    except VolunteerProblem as problem:
        form.add_error(None, _(problem.sentence))
    except ValidationError as refused:
        form.add_error(None, refused.messages)
    return not form.errors


def asked(request, volunteer, form, do, *, title, done, template="visits/volunteer_form.html", **context):
    """Show a form about a volunteer; carry out what it says, then show the volunteer."""
    if form.is_valid() and tried(form, do):
        messages.success(request, done)
        return redirect("visits:volunteer", volunteer.pk)
    context |= {"form": form, "volunteer": volunteer, "title": title}
    return render(request, template, context, status=422 if form.errors else 200)


@who_may("visits.volunteers")
@require_safe
def volunteers(request):
    form = VolunteerFilter(request.GET, account=request.user)
    day = timezone.localdate()
    rows = reads.filtered(reads.volunteers(request.user), reads.Filters(**form.chosen()), day)
    many, more_url = window(request)
    shown = pages.lines(rows[:many], day)
    context = {"form": form, "total": rows.count(), "shown": shown, "more_url": more_url}
    return render(request, "visits/volunteers.html", context)


@who_may("visits.volunteers")
@require_safe
def volunteer(request, key):
    one = found(request, key)
    return render(request, "visits/volunteer.html", {"page": pages.volunteer_page(one, timezone.localdate())})


@who_may("visits.volunteers")
@page_or_form
def new_volunteer(request):
    form = VolunteerForm(request.POST or None, account=request.user)
    if form.is_valid():
        said, areas = form.said()
        made = []

        def do():
            made.append(actions.enlist(said, areas=areas, by=request.user, at=timezone.now()))

        if tried(form, do):
            messages.success(request, _("The volunteer is taken in. Say when they can come."))
            return redirect("visits:volunteer-week", made[0].pk)
    context = {"form": form, "title": _("Take in a volunteer"), "volunteer": None}
    return render(request, "visits/volunteer_form.html", context, status=422 if form.errors else 200)


@who_may("visits.volunteers")
@page_or_form
def change_volunteer(request, key):
    one = found(request, key)
    form = VolunteerForm(request.POST or None, account=request.user, volunteer=one)

    def do():
        said, areas = form.said()
        actions.change_volunteer(one, said, areas=areas, by=request.user, at=timezone.now())

    return asked(request, one, form, do, title=_("Change what is known"), done=_("It is changed."))


@who_may("visits.volunteers")
@page_or_form
def place_volunteer(request, key):
    one = found(request, key)
    known = one.home.position if one.home else None
    initial = {"longitude": known[0], "latitude": known[1]} if known else None
    form = PlaceForm(request.POST or None, initial=initial)

    def do():
        place = form.cleaned_data["place"]
        actions.place_volunteer(one, place, by=request.user, at=timezone.now())

    return asked(
        request,
        one,
        form,
        do,
        title=_("Where they set out from"),
        done=_("The place is kept, sealed."),
        template="visits/volunteer_place.html",
    )


@who_may("visits.volunteers")
@page_or_form
def pair_volunteer(request, key):
    one = found(request, key)
    others = reads.serving(reads.volunteers(request.user), timezone.localdate())
    form = PartnerForm(request.POST or None, others=others, volunteer=one)

    def do():
        actions.pair(one, form.cleaned_data["partner"], by=request.user, at=timezone.now())

    title = _("Who goes with them where two are needed")
    return asked(request, one, form, do, title=title, done=_("It is changed."))


@who_may("visits.volunteers")
@page_or_form
def new_training(request, key):
    one = found(request, key)
    form = TrainingForm(request.POST or None)

    def do():
        learning.note_training(one, **form.cleaned_data, by=request.user, at=timezone.now())

    return asked(request, one, form, do, title=_("Note a training"), done=_("The training is noted."))


@who_may("visits.volunteers")
@require_POST
def take_training_back(request, key):
    training = find(request, "visits.volunteers", Training.objects.select_related("volunteer"), key)
    learning.take_training_back(training, by=request.user, at=timezone.now())
    messages.success(request, _("The training is taken back."))
    return redirect("visits:volunteer", training.volunteer_id)


@who_may("visits.volunteers")
@page_or_form
def undertaking(request, key):
    """The undertaking to print and sign, and the note that it was signed."""
    one = found(request, key)
    today = timezone.localdate()
    form = SignedForm(request.POST or None, initial={"signed_on": today})

    def do():
        learning.note_undertaking(one, **form.cleaned_data, by=request.user, at=timezone.now())

    return asked(
        request,
        one,
        form,
        do,
        title=_("Undertaking of secrecy"),
        done=_("It is noted that they signed."),
        template="visits/undertaking.html",
        text=pages.paragraphs(undertaking_on(today)),
        version=undertaking_on(today).version,
        signed=one.undertakings.filter(version=undertaking_on(today).version).first(),
        municipality=request.user.municipality,
        on=today,
    )


@who_may("visits.volunteers")
@page_or_form
def thank(request, key):
    one = found(request, key)
    form = ThanksForm(request.POST or None)

    def do():
        learning.thank(one, form.cleaned_data["words"], by=request.user, at=timezone.now())

    return asked(request, one, form, do, title=_("Say thank you"), done=_("They read it on their page."))


@who_may("visits.volunteers")
@require_POST
def certify(request, key):
    one = found(request, key)
    try:
        made = learning.certify(one, by=request.user, at=timezone.now())
    except VolunteerProblem as problem:
        messages.error(request, _(problem.sentence))
        return redirect("visits:volunteer", one.pk)
    return redirect("visits:certificate", made.pk)


@who_may("visits.volunteers")
@require_safe
def kinds(request):
    return render(request, "visits/volunteer_kinds.html", {"kinds": pages.kind_lines()})


@who_may("visits.volunteers")
@page_or_form
def kind(request, code):
    known = reads.kinds().get(code)
    if known is None:
        raise Http404
    form = KindForm(request.POST or None, initial=pages.kind_said(known))
    return _kind(request, form, code, title=reads.in_words(known))


@who_may("visits.volunteers")
@page_or_form
def new_kind(request):
    form = KindForm(request.POST or None)
    code = pages.new_code(form.data.get("name_en", ""))
    return _kind(request, form, code, title=_("A new kind of volunteer"))


def _kind(request, form, code, *, title):
    if form.is_valid():
        actions.keep_kind(code, form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The kind is kept."))
        return redirect("visits:volunteer-kinds")
    context = {"form": form, "title": title, "volunteer": None}
    return render(request, "visits/volunteer_form.html", context, status=422 if form.errors else 200)
