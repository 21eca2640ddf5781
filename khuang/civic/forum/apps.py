from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "khuang.civic.forum"
    label = "forum"
