"""What the desk writes for the public pages."""

from django.urls import path

from khuang.civic.appeals import views

app_name = "appeals"

urlpatterns = [
    path("desk/appeals/contact/", views.contact, name="contact"),
]
