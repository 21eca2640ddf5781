"""The desk: today, people, the map, one person."""

from django.urls import path

from khuang.desk import rights_views, search, views

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
    path("people/", views.people, name="people"),
    path("search/", search.search, name="search"),
    path("people/export/", views.export, name="export"),
    path("people/exports/", views.exports_made, name="exports"),
    path("people/<uuid:key>/", views.person, name="person"),
    path("people/<uuid:key>/looks/", views.looks, name="looks"),
    path("people/<uuid:key>/open/", rights_views.open_restricted, name="open-restricted"),
    path("people/<uuid:key>/copy/", rights_views.copy, name="copy"),
    path("people/<uuid:key>/copy/file/", rights_views.copy_file, name="copy-file"),
    path("backups/", views.backups_made, name="backups"),
    path("map/", views.homes_map, name="map"),
    path("map/homes/", views.homes_in_view, name="homes-in-view"),
]
