"""The desk: today, people, the map, one person."""

from django.urls import path

from khuang.desk.views import backups, exports, maps, paths, people, rights, search

app_name = "desk"

urlpatterns = [
    path("", people.today, name="today"),
    path("people/", people.people, name="people"),
    path("search/", search.search, name="search"),
    path("people/export/", exports.export, name="export"),
    path("people/exports/", exports.exports_made, name="exports"),
    path("people/<uuid:key>/", people.person, name="person"),
    path("people/<uuid:key>/looks/", rights.looks, name="looks"),
    path("people/<uuid:key>/open/", people.open_restricted, name="open-restricted"),
    path("people/<uuid:key>/copy/", rights.copy, name="copy"),
    path("people/<uuid:key>/copy/file/", rights.copy_file, name="copy-file"),
    path("backups/", backups.backups_made, name="backups"),
    path("path/<slug:kind>/<uuid:key>/", paths.path, name="path"),
    path("programmes/<uuid:key>/<uuid:package>/", paths.join_programme, name="join-programme"),
    path("map/", maps.homes_map, name="map"),
    path("map/homes/", maps.homes_in_view, name="homes-in-view"),
]
