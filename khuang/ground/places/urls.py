"""Places on the desk."""

from django.urls import path

from khuang.ground.places import views

app_name = "places"

urlpatterns = [
    path("desk/places/", views.villages, name="villages"),
    path("desk/places/base-map/", views.base_map, name="base-map"),
    path("desk/places/tiles/<int:z>/<int:x>/<int:y>/", views.tile, name="tile"),
    path("desk/places/villages/load/", views.load_villages, name="load-villages"),
    path("desk/places/roads/load/", views.load_lines, name="load-lines"),
    path("desk/places/loads/<uuid:key>/", views.load, name="load"),
    path("desk/places/loads/<uuid:key>/refused/", views.refused, name="refused"),
]
