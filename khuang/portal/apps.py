from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "khuang.portal"
    label = "portal"
