from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "khuang.civic.plan"
    label = "plan"
