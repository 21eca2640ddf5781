from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "khuang.ground.indicators"
    label = "indicators"
