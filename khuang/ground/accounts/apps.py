from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "khuang.ground.accounts"
    label = "accounts"
