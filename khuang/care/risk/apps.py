from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "khuang.care.risk"
    label = "risk"
