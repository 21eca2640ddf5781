"""Who wrote, one conversation, and senders whom nobody knows yet."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from khuang.care.correspondence.actions import answering as actions
from khuang.care.correspondence.actions import linking
from khuang.care.correspondence.forms.messages import AnswerForm
from khuang.care.correspondence.reads import inbox as reads
from khuang.care.correspondence.reads.ways import strip
from khuang.care.correspondence.rules.answers import ready_answers
from khuang.care.correspondence.rules.problems import CorrespondenceProblem, MayNotGo
from khuang.care.correspondence.views.pages import find_person, page_or_form, sentence
from khuang.care.people.actions import note_listing
from khuang.care.people.models import Person
from khuang.care.people.reads.search import found as found_people
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.messaging import message_files
from khuang.ground.messaging.models import Contact, Message, Route

READ = "correspondence.answer"


@who_may(READ)
@require_safe
def inbox(request):
    now = timezone.now()
    talks = reads.inbox(request.user, at=now)
    note_listing((one.person for one in talks), by=request.user, at=now)
    context = {"talks": talks, "unknown": reads.unknown_senders(request.user, at=now)}
    return render(request, "correspondence/inbox.html", context)


@who_may(READ)
@never_cache
@page_or_form
def conversation(request, key):
    person = find_person(request, READ, key)
    form, refused = _form(request), ()
    if request.method == "POST" and form.is_valid():
        refused = _answered(request, form, lambda words, **who: actions.answer(person, words, **who))
        if refused is None:
            return redirect("correspondence:conversation", person.pk)
    now = timezone.now()
    talk = reads.conversation(person, before=_before(request))
    actions.mark_read(talk.messages, by=request.user, at=now, about=person)
    context = {
        "person": person,
        "ways": strip(request.user, person),
        "letters": person.letters.all()[:5],
    }
    return _page(request, "correspondence/conversation.html", form, refused, talk, context)


@who_may(READ)
@never_cache
@page_or_form
def unknown(request, key):
    if whose := _known_since(key):
        return redirect("correspondence:conversation", whose)
    contact = _unknown(request, key)
    form, refused = _form(request), ()
    if request.method == "POST" and form.is_valid():
        refused = _answered(request, form, lambda words, **who: actions.answer_unknown(contact, words, **who))
        if refused is None:
            return redirect("correspondence:unknown", contact.pk)
    talk = reads.conversation_with(contact, before=_before(request))
    actions.mark_read(talk.messages, by=request.user, at=timezone.now(), about=contact)
    may_link = may(request.user, "correspondence.contacts")
    context = {"contact": contact, "may_link": may_link}
    return _page(request, "correspondence/unknown.html", form, refused, talk, context)


@who_may("correspondence.contacts")
@page_or_form
def link(request, key):
    """Find whose an unknown address is: a search first, then one tap."""
    contact = _unknown(request, key)
    now, text = timezone.now(), request.POST.get("search", "")
    if chosen := request.POST.get("person"):
        person = find(request, "correspondence.contacts", Person.objects.all(), chosen)
        linking.link_by_hand(contact, person, by=request.user, at=now)
        messages.success(request, _("This address is linked."))
        return redirect("correspondence:conversation", person.pk)
    answer = found_people(request.user, text, on=timezone.localdate(now)) if text else None
    if answer:
        note_listing((one.person for one in answer.found), by=request.user, at=now, how="search")
    return render(request, "correspondence/link.html", {"contact": contact, "answer": answer, "text": text})


@who_may(READ)
@never_cache
@require_safe
def media(request, key):
    """A voice message or picture, opened by a human; the look is journaled."""
    message = Message.objects.filter(pk=key).exclude(media="").first()
    if message is None or not may_read(request.user, message):
        raise Http404
    actions.note_media(message, by=request.user, at=timezone.now())
    # Nothing that a stranger sent is run or shown as a page.
    kind = message.media_type.partition(";")[0]
    is_plain = kind.startswith(("audio/", "image/jpeg", "image/png", "image/gif", "video/"))
    response = StreamingHttpResponse(
        message_files.read(message.pk), content_type=kind if is_plain else "application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline" if is_plain else "attachment"
    return response


def may_read(account, message):
    scope = scope_of(account, READ)
    if message.party_kind == "person":
        person = Person.objects.select_related("merged_into").filter(pk=message.party_id).first()
        return person is not None and scope.holds(person.merged_into or person)
    return message.party_id is None and scope.everywhere


def _form(request):
    """Give the form: what was typed, or the ready answer that was chosen."""
    if request.method == "POST":
        return AnswerForm(request.POST)
    ready = ready_answers().get(request.GET.get("ready", ""))
    return AnswerForm(initial={"words": ready.words(get_language() or "th")} if ready else None)


def _answered(request, form, do):
    """Answer; None when it went, else the reasons why it may not, and what was typed stays."""
    try:
        message = do(form.cleaned_data["words"], by=request.user, at=timezone.now())
    except MayNotGo as problem:
        form.add_error("words", sentence(problem))
        return problem.reasons
    except CorrespondenceProblem as problem:
        form.add_error("words", sentence(problem))
        return []
    if message.state == Message.State.FAILED:
        messages.error(request, _("There is no way to reach them. Add one, or visit them."))
    else:
        messages.success(request, _("The answer is on its way."))
    return None


def _page(request, template, form, refused, talk, context):
    ready = [(code, one.title(get_language() or "th")) for code, one in ready_answers().items()]
    context |= {"form": form, "refused": refused, "talk": talk, "ready": ready}
    return render(request, template, context, status=422 if form.errors else 200)


def _before(request):
    try:
        return parse_datetime(request.GET.get("before", ""))
    except ValueError:
        return None


def _known_since(key):
    """Say whose an address has become that was nobody's; a page or a call for help may still name it."""
    ways = Route.objects.filter(contact=key, party_kind="person", is_helper=False, until=None)
    return ways.values_list("party_id", flat=True).first()


def _unknown(request, key):
    """Find an address that belongs to nobody yet, for whoever may answer everywhere."""
    contact = Contact.objects.filter(pk=key).first()
    may_answer = scope_of(request.user, READ).everywhere
    if not may_answer or contact is None or Route.objects.filter(contact=contact, until=None).exists():
        raise Http404
    return contact
