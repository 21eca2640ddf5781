from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "khuang.civic.issues"
    label = "issues"
