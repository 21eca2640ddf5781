from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "khuang.care.support"
    label = "support"
