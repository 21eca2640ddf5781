"""What the pages of this app share: doing what a form says, and showing one form."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse

from khuang.civic.projects import project_files
from khuang.civic.projects.rules.problems import ProjectProblem
from khuang.ui import form_pages

tried = partial(form_pages.tried, refused=ProjectProblem)
form_page = partial(form_pages.form_page, template="projects/form.html")


def done(request, form, do, *about, words):
    """Do what a valid form says and say so; gives whether it was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    made = tried(request, form, do, *about, **form.cleaned_data)
    if made is not None:
        messages.success(request, words)
    return made is not None


def picture(key):
    """Answer with a photograph. Raises Http404."""
    try:
        content = b"".join(project_files.read(key))
    except FileNotFoundError:
        raise Http404 from None
    return HttpResponse(content, content_type="image/jpeg")
