"""Erase once more whoever a restored backup brought back."""

from pathlib import Path

from django.utils import timezone

from khuang.care.people.actions import erasure, erasure_list
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality


def erase_again(lists: list[Path]) -> int:
    """Take over lists of erasures and carry them out; return how many people that were."""
    with erasure_list.path().open("a") as kept:
        kept.writelines(each.read_text() for each in lists)
    at, count = timezone.now(), 0
    for key, ids in erasure_list.noted().items():
        if Municipality.objects.filter(pk=key).exists():
            with within(key):
                count += erasure.erase_again(ids, at=at)
    return count
