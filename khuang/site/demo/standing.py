"""Whether the demo stands: asked at every start, so it loads nothing that only a build needs."""

from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.site.demo import SLUG

BUILT = "demo.built"


def standing() -> Municipality | None:
    """Give the demo municipality when it is built to the end."""
    municipality = Municipality.objects.filter(slug=SLUG).first()
    return municipality if municipality and is_built(municipality) else None


def is_built(municipality: Municipality) -> bool:
    """Say whether the demo's story is told to the end."""
    with within(municipality):
        return Entry.objects.filter(event=BUILT).exists()
