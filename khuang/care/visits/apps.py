from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "khuang.care.visits"
    label = "visits"
