"""The desk: today, people, the map, one person."""

from django.urls import path

from khuang.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
    path("people/", views.people, name="people"),
    path("people/export/", views.export, name="export"),
    path("people/exports/", views.exports_made, name="exports"),
    path("people/<uuid:key>/", views.person, name="person"),
    path("map/", views.homes_map, name="map"),
    path("map/homes/", views.homes_in_view, name="homes-in-view"),
]
