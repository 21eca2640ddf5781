from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "khuang.civic.groups"
    label = "groups"
