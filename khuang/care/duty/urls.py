"""The duty list, the ladder, the roster and drills."""

from django.urls import path

from khuang.care.duty.views import calls, drills, ladder, lists

app_name = "duty"

urlpatterns = [
    path("desk/duty/", lists.duty, name="duty"),
    path("desk/duty/pulse/", lists.pulse, name="pulse"),
    # /desk/duty/alerts/<alert>/: an alert of a person
    path("desk/duty/alerts/<uuid:key>/", calls.alert, name="alert"),
    path("desk/duty/alerts/<uuid:key>/take/", calls.take_alert, name="alert-take"),
    path("desk/duty/alerts/<uuid:key>/place/", calls.place, name="place"),
    path("desk/duty/alerts/<uuid:key>/place/points/", calls.place_points, name="place-points"),
    # /desk/duty/strays/<stray>/: a call of somebody unknown
    path("desk/duty/strays/<uuid:key>/", calls.stray, name="stray"),
    path("desk/duty/strays/<uuid:key>/take/", calls.take_stray, name="stray-take"),
    path("desk/duty/strays/<uuid:key>/link/", calls.link, name="stray-link"),
    # What climbs, and who was told
    path("desk/duty/climbs/<uuid:key>/cannot/", calls.cannot, name="cannot"),
    path("desk/duty/told/<uuid:key>/called/", calls.called, name="called"),
    # Who is told when
    path("desk/duty/ladder/", ladder.ladder, name="ladder"),
    path("desk/duty/roster/", ladder.roster, name="roster"),
    path("desk/duty/roster/new/", ladder.new_spell, name="spell-new"),
    path("desk/duty/roster/<uuid:key>/end/", ladder.end_spell, name="spell-end"),
    # Drills
    path("desk/duty/drills/", drills.drills, name="drills"),
    path("desk/duty/drills/new/", drills.new_drill, name="drill-new"),
    path("desk/duty/drills/<uuid:key>/", drills.drill, name="drill"),
    path("desk/duty/drills/<uuid:key>/seen/", drills.notice, name="drill-notice"),
]
