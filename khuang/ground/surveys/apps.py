from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "khuang.ground.surveys"
    label = "surveys"
