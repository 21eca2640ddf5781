from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "khuang.ground.journal"
    label = "journal"
