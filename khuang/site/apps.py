from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "khuang.site"
    label = "site"

    def ready(self):
        """Wire what lower floors need from higher ones."""
        from khuang.ground.journal import actions as journal
        from khuang.site import flow

        journal.plug(flow.follow)
