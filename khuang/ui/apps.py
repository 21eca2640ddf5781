from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "khuang.ui"
    label = "ui"
