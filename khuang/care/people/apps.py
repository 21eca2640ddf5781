from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "khuang.care.people"
    label = "people"
