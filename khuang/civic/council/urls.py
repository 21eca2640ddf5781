"""What the secretary of a council and its delegates open."""

from django.urls import path

from khuang.civic.council.views import agenda, councils, rounds, scrutiny

app_name = "council"

_TYPE = "desk/councils/seats/<uuid:seat>/"

urlpatterns = [
    # /desk/councils/
    path("desk/councils/", councils.councils, name="councils"),
    path("desk/councils/new/", councils.new, name="new"),
    path("desk/councils/<uuid:key>/", councils.council, name="council"),
    path("desk/councils/<uuid:key>/seats/", councils.seats, name="seats"),
    path("desk/councils/<uuid:key>/seats/give/", councils.give_seat, name="give-seat"),
    path("desk/councils/<uuid:key>/criteria/", councils.criteria, name="criteria"),
    path("desk/councils/<uuid:key>/bring/", agenda.bring, name="bring"),
    path("desk/councils/<uuid:key>/call/", agenda.call, name="call"),
    path("desk/councils/<uuid:key>/round/", rounds.new, name="round-new"),
    path("desk/councils/seats/<uuid:key>/end/", councils.end_seat, name="end-seat"),
    path("desk/councils/seats/<uuid:key>/delegates/", councils.name_delegate, name="name-delegate"),
    path("desk/councils/delegates/<uuid:key>/end/", councils.end_delegate, name="end-delegate"),
    # /desk/councils/items/
    path("desk/councils/items/<uuid:key>/", agenda.item, name="item"),
    path("desk/councils/items/<uuid:key>/change/", agenda.change, name="item-change"),
    path("desk/councils/items/<uuid:key>/merge/", agenda.merge, name="item-merge"),
    path("desk/councils/items/<uuid:key>/withdraw/", agenda.withdraw, name="item-withdraw"),
    # /desk/councils/meetings/
    path("desk/councils/meetings/<uuid:key>/", agenda.meeting, name="meeting"),
    path("desk/councils/meetings/<uuid:key>/paper/", agenda.agenda_paper, name="meeting-paper"),
    path("desk/councils/meetings/<uuid:key>/add/", agenda.add_entry, name="entry-add"),
    path("desk/councils/meetings/<uuid:key>/cancel/", agenda.cancel, name="meeting-cancel"),
    path("desk/councils/meetings/<uuid:key>/hold/", agenda.hold, name="hold"),
    path("desk/councils/entries/<uuid:key>/drop/", agenda.drop_entry, name="entry-drop"),
    path("desk/councils/entries/<uuid:key>/note/", agenda.note, name="note"),
    path("desk/councils/entries/<uuid:key>/resolve/", agenda.resolve, name="resolve"),
    # /desk/councils/resolutions/
    path("desk/councils/resolutions/<uuid:key>/", agenda.resolution, name="resolution"),
    path("desk/councils/resolutions/<uuid:key>/paper/", agenda.resolution_paper, name="resolution-paper"),
    path("desk/councils/resolutions/<uuid:key>/forward/", agenda.forward, name="forward"),
    # /desk/councils/rounds/
    path("desk/councils/rounds/<uuid:key>/", rounds.round_, name="round"),
    path("desk/councils/rounds/<uuid:key>/rank/", rounds.rank, name="rank"),
    path("desk/councils/rounds/<uuid:key>/recount/", rounds.recount, name="recount"),
    path(_TYPE + "rounds/<uuid:key>/", scrutiny.begin_typing, name="begin-typing"),
    path(_TYPE + "items/<uuid:key>/interest/", scrutiny.typed_interest, name="typed-interest"),
    path(_TYPE + "items/<uuid:key>/by/<slug:criterion>/", scrutiny.typed, name="typed"),
    # /desk/scrutiny/: delegates
    path("desk/scrutiny/", scrutiny.mine, name="mine"),
    path("desk/scrutiny/<uuid:key>/", scrutiny.begin, name="begin"),
    path("desk/scrutiny/ranked/<uuid:key>/", scrutiny.ranked, name="ranked"),
    path("desk/scrutiny/items/<uuid:key>/interest/", scrutiny.interest, name="interest"),
    path("desk/scrutiny/items/<uuid:key>/by/<slug:criterion>/", scrutiny.question, name="question"),
]
