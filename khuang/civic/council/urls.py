"""What staff and council members open."""

from django.urls import URLPattern

app_name = "council"

urlpatterns: list[URLPattern] = []
