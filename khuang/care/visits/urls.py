"""Volunteers, plans of visits, the round."""

from django.urls import path

from khuang.care.visits.views import rounds

app_name = "visits"

# /round/
round_urls = [
    path("round/", rounds.shell, name="round"),
    path("round/worker.js", rounds.worker, name="round-worker"),
    path("round/today.json", rounds.today, name="round-today"),
    path("round/today/", rounds.plain, name="round-plain"),
    path("round/homes/<uuid:key>/", rounds.home, name="round-home"),
    path("round/visits/<uuid:key>/", rounds.record, name="record"),
]

urlpatterns = [*round_urls]
