"""The risk policy, the instruments, and a class set by hand."""

from django.urls import path

from khuang.care.risk import views

app_name = "risk"
urlpatterns = [
    path("desk/risk/", views.policy, name="policy"),
    path("desk/risk/instruments/", views.instruments, name="instruments"),
    path("desk/risk/instruments/<slug:code>/", views.instrument, name="instrument"),
    path("desk/risk/people/<uuid:key>/", views.person, name="person"),
    path("desk/risk/people/<uuid:key>/override/", views.override, name="override"),
    path("desk/risk/people/<uuid:key>/override/end/", views.end_override, name="end-override"),
]
