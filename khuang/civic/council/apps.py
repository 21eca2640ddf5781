from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "khuang.civic.council"
    label = "council"
