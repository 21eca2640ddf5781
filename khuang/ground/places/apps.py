from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "khuang.ground.places"
    label = "places"
