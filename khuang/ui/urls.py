from django.urls import path

from khuang.ui import views

app_name = "ui"
urlpatterns = [
    path("language/", views.language, name="language"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/points/", views.gallery_points, name="gallery-points"),
    path("gallery/base/", views.gallery_base, name="gallery-base"),
]
