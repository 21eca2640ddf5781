"""Sets up a phone in the demo municipality of KHUANG_HOME and prints the address for it.

python -m bench.phone
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from khuang.ground.accounts.models import Account
    from khuang.ground.journal.actions import SYSTEM
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.models import Municipality
    from khuang.ground.surveys.actions import register_device

    with within(Municipality.objects.get(is_demo=True)):
        holder = Account.objects.get(username="researcher5")
        _, token = register_device(holder, "bench", by=SYSTEM, at=timezone.now())
    print(f"{settings.KHUANG_ORIGIN}/or/key/{token}")


if __name__ == "__main__":
    main()
