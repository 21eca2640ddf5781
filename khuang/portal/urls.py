"""What anyone may open."""

from django.urls import path

from khuang.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.front, name="front"),
    path("in/<slug:slug>/", views.municipality, name="municipality"),
    path("appeals/", views.all_appeals, name="all-appeals"),
    path("in/<slug:slug>/appeals/", views.appeals, name="appeals"),
    path("in/<slug:slug>/appeals/<slug:reference>/", views.appeal, name="appeal"),
]
