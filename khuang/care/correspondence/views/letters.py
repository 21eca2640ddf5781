"""Put what may not go through a channel on a page behind a code, and say the code at a call or visit."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from khuang.care.correspondence.actions import letters as actions
from khuang.care.correspondence.forms.messages import AnswerForm
from khuang.care.correspondence.models import Letter
from khuang.care.correspondence.rules.problems import CorrespondenceProblem
from khuang.care.correspondence.views.pages import find_person, looked_at, sentence, tried
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ground.journal.names import names
from khuang.ground.messaging.models import Message


@who_may("correspondence.answer")
@require_POST
def write(request, key):
    person = find_person(request, "correspondence.answer", key)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what you want to say."))
        return redirect("correspondence:conversation", person.pk)
    written = actions.write_letter(person, form.cleaned_data["words"], by=request.user, at=timezone.now())
    if written.message.state == Message.State.FAILED:
        messages.warning(
            request, _("No channel of theirs carries a link. Read the letter to them at the call.")
        )
    else:
        messages.success(request, _("The link is on its way; it says nothing more. The code goes by a call."))
    return redirect("correspondence:letter", written.letter.pk)


@who_may("correspondence.calls")
@require_safe
def page(request, key):
    letter = _found(request, key)
    return render(request, "correspondence/letter.html", _context(request, letter))


@who_may("correspondence.calls")
@never_cache
@require_POST
def code(request, key):
    """Make the code and show it once."""
    letter = _found(request, key)
    try:
        digits = actions.tell_code(letter, by=request.user, at=timezone.now())
    except CorrespondenceProblem as problem:
        messages.error(request, sentence(problem))
        return redirect("correspondence:letter", letter.pk)
    context = _context(request, letter) | {"digits": f"{digits[:3]} {digits[3:]}"}
    return render(request, "correspondence/letter.html", context)


@who_may("correspondence.answer")
@require_POST
def withdraw(request, key):
    letter = find(request, "correspondence.answer", Letter.objects.select_related("person"), key)
    tried(request, lambda **who: actions.withdraw_letter(letter, **who), _("The letter is closed."))
    return redirect("correspondence:letter", letter.pk)


def _found(request, key):
    letter = find(request, "correspondence.calls", Letter.objects.select_related("person__village"), key)
    looked_at(request, letter.person)
    return letter


def _context(request, letter):
    now = timezone.now()
    return {
        "letter": letter,
        "is_open": letter.withdrawn_at is None and letter.until > now,
        # Whoever only calls says the code; whoever answers may read what was written.
        "may_read": may(request.user, "correspondence.answer", letter),
        "made_by": names().get(letter.made_by_id, ""),
    }
