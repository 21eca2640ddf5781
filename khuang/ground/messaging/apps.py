from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "khuang.ground.messaging"
    label = "messaging"
