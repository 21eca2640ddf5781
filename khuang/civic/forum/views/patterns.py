"""What people think of a topic, for whoever leads it: also groups that the public is not shown."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from khuang.civic.forum.models import Topic
from khuang.civic.forum.reads.patterns import shown_pattern
from khuang.ground.accounts.access import find, who_may


@who_may("forum.run")
@require_safe
def pattern(request, key):
    topic = find(request, "forum.run", Topic.objects.all(), key)
    return render(
        request, "forum/pattern.html", {"topic": topic, "shown": shown_pattern(topic, with_hidden=True)}
    )
