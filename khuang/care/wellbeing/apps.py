from django.apps import AppConfig


class WellbeingConfig(AppConfig):
    name = "khuang.care.wellbeing"
    label = "wellbeing"
