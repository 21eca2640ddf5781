from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "khuang.care.voices"
    label = "voices"
