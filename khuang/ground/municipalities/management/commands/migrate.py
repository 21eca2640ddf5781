"""Django's migrate, as the owner of the tables, followed by `harden`."""

from django.core.management.commands.migrate import Command as Migrate

from khuang.ground.municipalities.harden import harden
from khuang.ground.municipalities.migrating import one_at_a_time


class Command(Migrate):
    """Migrate as the owner, then bring keys, row-level security and rights up to date."""

    def handle(self, *args, **options):
        if options["database"] == "default":
            options["database"] = "owner"
        with one_at_a_time():
            super().handle(*args, **options)
        harden(options["database"])
