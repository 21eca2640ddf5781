from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "khuang.civic.appeals"
    label = "appeals"
