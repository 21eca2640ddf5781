from django.urls import path

from khuang.ground.messaging.channels.line import views

urlpatterns = [path("line/<slug:slug>/", views.webhook, name="line-webhook")]
