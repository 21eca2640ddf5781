from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "khuang.civic.projects"
    label = "projects"
