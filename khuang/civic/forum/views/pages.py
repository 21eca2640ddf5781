"""What the pages of this app share: doing what a form says, and showing one form."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khuang.civic.forum.reads import as_nodes
from khuang.civic.forum.rules.problems import ForumProblem

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def tried(request, form, do, *about, **said):
    """Do it; what the rules refuse stands above the form. Gives what was done, or None."""
    try:
        return do(*about, **said, by=request.user, at=timezone.now())
    except ForumProblem as problem:
        form.add_error(None, _(problem.sentence))
        return None


def done(request, form, words, do, *about, **said):
    """Do what a valid form says and say so; gives whether it was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    made = tried(request, form, do, *about, **(form.cleaned_data | said))
    if made is not None:
        messages.success(request, words)
    return made is not None


def form_page(request, form, *, title, button, back, **more):
    """Show a page with one form; one that was refused keeps what was typed."""
    page = {"form": form, "title": title, "button": button, "back": back, "caption": ""}
    return render(request, "forum/form.html", page | more, status=422 if form.errors else 200)


def public_address(node, slug):
    """Give the address at which anyone reads a node, of which this floor knows the name only."""
    shown = as_nodes([node.id], node.kind)[node.id]
    return reverse(shown.url_name, args=(slug, *shown.url_args))
