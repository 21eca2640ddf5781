"""What the pages of this app share: doing what a form says, and showing one form."""

from functools import partial

from django.contrib import messages

from khuang.civic.forum.rules.problems import ForumProblem
from khuang.ui import form_pages

tried = partial(form_pages.tried, refused=ForumProblem)


def done(request, form, words, do, *about, **said):
    """Do what a valid form says and say so; gives whether it was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    made = tried(request, form, do, *about, **(form.cleaned_data | said))
    if made is not None:
        messages.success(request, words)
    return made is not None
