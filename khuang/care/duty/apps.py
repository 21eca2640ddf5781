from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "khuang.care.duty"
    label = "duty"
