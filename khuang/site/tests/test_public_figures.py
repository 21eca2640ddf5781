from conftest import NOW
from khuang.ground.indicators import reads
from khuang.ground.places.models import Village
from khuang.site import public_figures


def test_a_small_municipality_tells_only_its_villages(inside):
    Village.objects.create(code="52039901", moo=1, name="บ้านดอกแก้ว")
    Village.objects.create(code="C1", kind="community", name="ชุมชนริมน้ำ")
    refused = public_figures.publish(at=NOW)
    assert refused == ["people_registered", "households_registered"]
    assert {code: figure.value for code, figure in reads.newest().items()} == {"villages": 1}
