"""What staff open of hearings."""

from django.urls import path

from khuang.civic.hearings.views import hall, hearings, minutes, phones

app_name = "hearings"

urlpatterns = [
    path("desk/hearings/", hearings.hearings, name="hearings"),
    path("desk/hearings/new/", hearings.new, name="new"),
    path("desk/hearings/entries/<uuid:key>/drop/", hall.drop, name="entry-drop"),
    path("desk/hearings/entries/<uuid:key>/vouch/", hall.vouch, name="entry-vouch"),
    path("desk/hearings/<uuid:key>/", hearings.hearing, name="hearing"),
    path("desk/hearings/<uuid:key>/invitation/", hearings.invitation, name="invitation"),
    path("desk/hearings/<uuid:key>/change/", hearings.change, name="change"),
    path("desk/hearings/<uuid:key>/cancel/", hearings.call_off, name="call-off"),
    path("desk/hearings/<uuid:key>/close/", hearings.close, name="close"),
    # /desk/hearings/<key>/hall/: works without network
    path("desk/hearings/<uuid:key>/hall/", hall.hall, name="hall"),
    path("desk/hearings/<uuid:key>/hall/worker.js", hall.worker, name="hall-worker"),
    path("desk/hearings/<uuid:key>/hall/entries.json", hall.entries, name="entries"),
    path("desk/hearings/<uuid:key>/hall/note/", hall.note, name="note"),
    # votes on the statements of the hall
    path("desk/hearings/<uuid:key>/tokens/", phones.hand_out, name="tokens"),
    path("desk/hearings/<uuid:key>/papers/", phones.print_papers, name="papers"),
    path("desk/hearings/<uuid:key>/papers/type/", phones.type_paper, name="paper-type"),
    path("desk/hearings/<uuid:key>/help/", phones.assist, name="assist"),
    # /desk/hearings/<key>/minutes/
    path("desk/hearings/<uuid:key>/minutes/write/", minutes.write, name="minutes-write"),
    path("desk/hearings/<uuid:key>/minutes/confirm/", minutes.confirm, name="minutes-confirm"),
    path("desk/hearings/<uuid:key>/minutes/amend/", minutes.amend, name="minutes-amend"),
    path("desk/hearings/<uuid:key>/minutes/<int:version>/", minutes.minutes, name="minutes"),
]
