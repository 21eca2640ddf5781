from django.urls import include, path

from khuang.ground.messaging.reads.channels import addresses

app_name = "messaging"

urlpatterns = [path("", include(module)) for module in addresses()]
