"""Ways of a person, messages, calls, letters behind a code, broadcasts."""

from django.urls import path

from khuang.care.correspondence.views import (
    broadcasts,
    calls,
    inbox,
    letter_door,
    letters,
    linking,
    places,
    ways,
)

app_name = "correspondence"

# /desk/people/<id>/ways/
way_urls = [
    path("desk/people/<uuid:key>/ways/", ways.page, name="ways"),
    path("desk/people/<uuid:key>/ways/add/", ways.add, name="way-add"),
    path("desk/people/<uuid:key>/ways/<uuid:route>/move/", ways.move, name="way-move"),
    path("desk/people/<uuid:key>/ways/<uuid:route>/end/", ways.end, name="way-end"),
    path("desk/people/<uuid:key>/ways/<uuid:route>/choose/", ways.choose, name="way-choose"),
    path("desk/people/<uuid:key>/helpers/add/", ways.add_helper, name="helper-add"),
    path("desk/helpers/<uuid:key>/end/", ways.end_helper, name="helper-end"),
    path("desk/people/<uuid:key>/line-code/", linking.hand, name="code"),
    path("desk/helpers/<uuid:key>/line-code/", linking.hand_to_helper, name="helper-code"),
    path("desk/my-line/", linking.mine, name="my-line"),
    path("desk/my-line/number/", linking.number, name="my-number"),
    path("desk/my-line/<uuid:route>/end/", linking.end_mine, name="my-line-end"),
]

# /desk/messages/
message_urls = [
    path("desk/messages/", inbox.inbox, name="inbox"),
    path("desk/messages/<uuid:key>/", inbox.conversation, name="conversation"),
    path("desk/messages/<uuid:key>/letter/", letters.write, name="letter-write"),
    path("desk/messages/unknown/<uuid:key>/", inbox.unknown, name="unknown"),
    path("desk/messages/unknown/<uuid:key>/link/", inbox.link, name="unknown-link"),
    path("desk/messages/places/<uuid:key>/", places.place, name="place"),
    path("desk/messages/places/<uuid:key>/points/", places.points, name="place-points"),
    path("desk/messages/media/<uuid:key>/", inbox.media, name="media"),
    path("desk/letters/<uuid:key>/", letters.page, name="letter"),
    path("desk/letters/<uuid:key>/code/", letters.code, name="letter-code"),
    path("desk/letters/<uuid:key>/withdraw/", letters.withdraw, name="letter-withdraw"),
    path("letter/<str:token>/", letter_door.door, name="letter-door"),
    path("read/<uuid:key>/", letter_door.read, name="letter-read"),
]

# /desk/calls/
call_urls = [
    path("desk/calls/", calls.calls, name="calls"),
    path("desk/calls/<uuid:key>/", calls.call, name="call"),
    path("desk/people/<uuid:key>/call/", calls.ask, name="call-ask"),
]

# /desk/broadcasts/
broadcast_urls = [
    path("desk/broadcasts/", broadcasts.broadcasts, name="broadcasts"),
    path("desk/broadcasts/new/", broadcasts.new, name="broadcast-new"),
    path("desk/broadcasts/<uuid:key>/", broadcasts.broadcast, name="broadcast"),
    path("desk/broadcasts/<uuid:key>/change/", broadcasts.change, name="broadcast-change"),
    path("desk/broadcasts/<uuid:key>/send/", broadcasts.send, name="broadcast-send"),
    path("desk/broadcasts/<uuid:key>/drop/", broadcasts.drop, name="broadcast-drop"),
    path("desk/broadcasts/<uuid:key>/stop/", broadcasts.stop, name="broadcast-stop"),
    path("desk/broadcasts/<uuid:key>/in-person/", broadcasts.in_person, name="broadcast-in-person"),
    path("desk/broadcasts/told/<uuid:key>/", broadcasts.told, name="broadcast-told"),
]

urlpatterns = [*way_urls, *message_urls, *call_urls, *broadcast_urls]
