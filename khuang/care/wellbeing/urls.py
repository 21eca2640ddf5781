"""Who is silent, what is agreed with whom, and what follows a silence."""

from django.urls import path

from khuang.care.wellbeing.views import board, people

app_name = "wellbeing"
urlpatterns = [
    path("desk/wellbeing/", board.board, name="board"),
    path("desk/wellbeing/proposals/", board.proposals, name="proposals"),
    path("desk/wellbeing/settings/", board.settings, name="settings"),
    path("desk/wellbeing/holidays/", board.holidays, name="holidays"),
    path("desk/wellbeing/holidays/change/", board.holiday, name="holiday"),
    path("desk/wellbeing/silences/<uuid:key>/end/", board.end_silence, name="end-silence"),
    path("desk/wellbeing/people/<uuid:key>/", people.person, name="person"),
    path("desk/wellbeing/people/<uuid:key>/agree/", people.agree, name="agree"),
    path("desk/wellbeing/people/<uuid:key>/pause/", people.pause, name="pause"),
    path("desk/wellbeing/check-ins/<uuid:key>/end/", people.end, name="end"),
    path("desk/wellbeing/pauses/<uuid:key>/", people.settle_pause, name="settle-pause"),
]
