"""The journal on the desk."""

from django.urls import path

from khuang.ground.journal import views

app_name = "journal"

urlpatterns = [
    path("desk/journal/", views.journal, name="journal"),
    path("desk/journal/chain/", views.chain, name="chain"),
]
