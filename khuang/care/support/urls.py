"""Help that is given and who pays for it."""

from django.urls import URLPattern

app_name = "support"

urlpatterns: list[URLPattern] = []
