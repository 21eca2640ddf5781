"""What anyone may open."""

from django.urls import path

from khuang.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.front, name="front"),
    path("in/<slug:slug>/", views.municipality, name="municipality"),
]
