"""The people whom an address narrows the list, the map and the export to, alike."""

from urllib.parse import urlencode

from django.utils import timezone

from khuang.desk import reads


def chosen(request, form, permission):
    words = form.chosen()
    return reads.people(
        request.user,
        form.narrowed(),
        level=words.get("level", ""),
        kind=words.get("kind", ""),
        due=words.get("due", ""),
        on=timezone.localdate(),
        permission=permission,
    )


def address(words):
    return f"?{urlencode(words)}"
