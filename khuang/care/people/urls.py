"""The registry's own screens at the desk; list, map and record are the desk's."""

from django.urls import path

from khuang.care.people.views import registry

app_name = "people"

urlpatterns = [
    path("desk/people/register/", registry.register, name="register"),
    path("desk/people/<uuid:key>/correct/", registry.correct, name="correct"),
    path("desk/households/<uuid:key>/", registry.household, name="household"),
    path("desk/households/<uuid:key>/correct/", registry.correct_home, name="correct-home"),
    path("desk/attention/", registry.attention, name="attention"),
    path("desk/attention/<uuid:key>/", registry.settle, name="settle"),
]
