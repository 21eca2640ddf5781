from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "khuang.civic.hearings"
    label = "hearings"
