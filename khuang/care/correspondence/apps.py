from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "khuang.care.correspondence"
    label = "correspondence"
