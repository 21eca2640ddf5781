"""Django's migrate, as the owner of the tables, followed by `harden`."""

from django.core.management.commands.migrate import Command as Migrate

from khuang.ground.municipalities.harden import harden


class Command(Migrate):
    """Migrate as the owner, then bring keys, row-level security and rights up to date."""

    def handle(self, *args, **options):
        if options["database"] == "default":
            options["database"] = "owner"
        super().handle(*args, **options)
        harden(options["database"])
