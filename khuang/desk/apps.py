from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "khuang.desk"
    label = "desk"
