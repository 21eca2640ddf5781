"""What anyone may open."""

from django.urls import path

from khuang.portal.views import appeals, court

app_name = "portal"

urlpatterns = [
    path("", court.front, name="front"),
    path("in/<slug:slug>/", court.municipality, name="municipality"),
    path("appeals/", appeals.all_appeals, name="all-appeals"),
    path("in/<slug:slug>/appeals/", appeals.appeals, name="appeals"),
    path("in/<slug:slug>/appeals/<slug:reference>/", appeals.appeal, name="appeal"),
]
