from django.urls import include, path

from khuang.ground.messaging import views
from khuang.ground.messaging.reads.channels import addresses

app_name = "messaging"

urlpatterns = [
    path("desk/channels/", views.channels, name="channels"),
    path("desk/channels/<slug:code>/", views.channel, name="channel"),
    path("desk/channels/<slug:code>/switch/", views.switch, name="switch"),
    path("desk/channels/<slug:code>/test/", views.test, name="test"),
    # Each channel brings its own along.
    *(path("", include(module)) for module in addresses()),
]
