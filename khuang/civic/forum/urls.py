"""Topics, what waits to be checked, agreements."""

from django.urls import path

from khuang.civic.forum.views import agreements, moderation, patterns, topics

app_name = "forum"

urlpatterns = [
    # /desk/forum/
    path("desk/forum/", topics.topics, name="topics"),
    path("desk/forum/new/", topics.new_topic, name="topic-new"),
    path("desk/forum/<uuid:key>/", topics.topic, name="topic"),
    path("desk/forum/<uuid:key>/patterns/", patterns.pattern, name="pattern"),
    path("desk/forum/<uuid:key>/phases/", topics.phases, name="phases"),
    path("desk/forum/<uuid:key>/seed/", topics.seed, name="seed"),
    path("desk/forum/<uuid:key>/close/", topics.close, name="close"),
    path("desk/forum/<uuid:key>/agreement/", agreements.propose, name="propose"),
    path("desk/forum/statements/<uuid:key>/hands/", topics.hands, name="hands"),
    # /desk/moderation/: what waits to be checked
    path("desk/moderation/", moderation.queue, name="queue"),
    path("desk/moderation/<uuid:key>/show/", moderation.show, name="show"),
    path("desk/moderation/<uuid:key>/refuse/", moderation.refuse, name="refuse"),
    path("desk/moderation/reasons/<uuid:key>/", moderation.judge_reason, name="judge-reason"),
    path("desk/moderation/enclosures/<uuid:key>/", moderation.enclosure, name="enclosure"),
    # /desk/agreements/
    path("desk/agreements/", agreements.agreements, name="agreements"),
    path("desk/agreements/<uuid:key>/", agreements.agreement, name="agreement"),
    path("desk/agreements/<uuid:key>/words/", agreements.change, name="change"),
    path("desk/agreements/<uuid:key>/groups/", agreements.group_stance, name="group-stance"),
    path("desk/agreements/<uuid:key>/settle/", agreements.settle, name="settle"),
    path("desk/agreements/<uuid:key>/again/", agreements.look_again, name="look-again"),
]
