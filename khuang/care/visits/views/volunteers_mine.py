"""A volunteer's own page, and the certificate."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.visits.actions import volunteers_learning as learning
from khuang.care.visits.models import Certificate
from khuang.care.visits.reads import volunteers as reads
from khuang.care.visits.reads import volunteers_pages as pages
from khuang.care.visits.rules.volunteers import VolunteerProblem, undertaking_on
from khuang.ground.accounts.access import signed_in, who_may
from khuang.ground.accounts.reads import may


@who_may("visits.round")
@require_safe
def mine(request):
    today = timezone.localdate()
    one = reads.of_account(request.user)
    context = {
        "page": pages.volunteer_page(one, today) if one else None,
        "text": pages.paragraphs(undertaking_on(today)),
    }
    return render(request, "visits/volunteer_mine.html", context)


@who_may("visits.round")
@require_POST
def sign(request):
    one = reads.of_account(request.user)
    if one is None:
        raise Http404
    try:
        learning.sign_undertaking(one, by=request.user, at=timezone.now())
    except VolunteerProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, _("Thank you. You signed the undertaking of secrecy."))
    return redirect("visits:mine")


@signed_in
@require_safe
def certificate(request, key):
    """A certificate to print, for whoever keeps the volunteer and for the volunteer."""
    rows = Certificate.objects.select_related("volunteer__account")
    made = rows.filter(pk=key).first()
    is_own = made and made.volunteer.account_id == request.user.pk
    if made is None or not (is_own or may(request.user, "visits.volunteers", made)):
        raise Http404
    context = {"made": made, "words": pages.certificate_words(made), "municipality": made.municipality}
    return render(request, "visits/certificate.html", context)
