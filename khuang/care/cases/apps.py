from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "khuang.care.cases"
    label = "cases"
