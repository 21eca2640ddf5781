from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "khuang.civic.ballots"
    label = "ballots"
