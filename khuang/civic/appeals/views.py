"""How to reach the office: written at the desk, read by anyone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.civic.appeals import actions, reads
from khuang.civic.appeals.forms import ContactForm
from khuang.ground.accounts.access import who_may


@who_may("support.appeals")
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    now = reads.contact()
    initial = {name: getattr(now, name) for name in ContactForm.base_fields} if now else {}
    form = ContactForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.keep_contact(**form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The contact is kept. Anyone can read it now."))
        return redirect("appeals:contact")
    return render(request, "appeals/contact.html", {"form": form}, status=422 if form.errors else 200)
