"""Groups at the desk."""

from django.urls import path

from khuang.civic.groups import views

app_name = "groups"

urlpatterns = [
    path("desk/groups/", views.groups, name="groups"),
    path("desk/groups/new/", views.new, name="new"),
    path("desk/groups/<uuid:key>/", views.group, name="group"),
    path("desk/groups/<uuid:key>/describe/", views.describe, name="describe"),
    path("desk/groups/<uuid:key>/posts/", views.take_post, name="take-post"),
    path("desk/groups/<uuid:key>/members/", views.count, name="count"),
    path("desk/groups/<uuid:key>/dissolve/", views.dissolve, name="dissolve"),
    path("desk/groups/posts/<uuid:key>/leave/", views.leave_post, name="leave-post"),
    path("desk/groups/posts/<uuid:key>/hide/", views.hide_name, name="hide-name"),
]
