from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    name = "khuang.ground.municipalities"
    label = "municipalities"

    def ready(self):
        from khuang.ground.municipalities import checks  # noqa: F401  registers the system checks
