"""The registry's own screens at the desk; list, map and record are the desk's."""

from django.urls import path

from khuang.care.people import views

app_name = "people"

urlpatterns = [
    path("desk/people/register/", views.register, name="register"),
    path("desk/people/<uuid:key>/correct/", views.correct, name="correct"),
    path("desk/households/<uuid:key>/", views.household, name="household"),
    path("desk/households/<uuid:key>/correct/", views.correct_home, name="correct-home"),
    path("desk/attention/", views.attention, name="attention"),
    path("desk/attention/<uuid:key>/", views.settle, name="settle"),
]
