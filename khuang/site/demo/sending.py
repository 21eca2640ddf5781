"""Send the demo's surveys to the door where phones send theirs, some together, on both cores."""

import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import timedelta
from functools import cache
from multiprocessing import get_context
from uuid import UUID

from django.db import connections

from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.actions.receiving import Parcel
from khuang.ground.surveys.models import Device, FormVersion, Submission
from khuang.lib.processes import end_with_parent
from khuang.site import forms
from khuang.site.demo import cast, filling
from khuang.site.demo.letters import Letter

IN_ONE_GO = 100  # submissions in one transaction

Tell = Callable[[int, int], None]  # done, of


def send(municipality: Municipality, written: list[Letter], tell: Tell, workers: int) -> None:
    """Send every survey that has not been received yet.

    The surveys of a village stay in their order: each is sent by one worker.
    """
    with within(municipality):
        received = set(Submission.objects.values_list("instance_id", flat=True))
    missing = [letter for letter in written if f"uuid:{letter.instance_id}" not in received]
    done = len(written) - len(missing)
    lanes = [_in_goes(lane) for lane in _lanes(missing, workers)]
    goes = _here(municipality.pk, lanes) if workers == 1 else _side_by_side(municipality.pk, lanes)
    for count in goes:
        done += count
        tell(done, len(written))


def _lanes(missing: list[Letter], workers: int) -> list[list[Letter]]:
    """Share the villages out, the largest first, so that every worker has about as much to do."""
    lanes: list[list[Letter]] = [[] for _ in range(workers)]
    for village, _count in Counter(letter.village for letter in missing).most_common():
        shortest = min(lanes, key=len)
        shortest += [letter for letter in missing if letter.village == village]
    return lanes


def _in_goes(missing: list[Letter]) -> Iterator[list[Letter]]:
    for start in range(0, len(missing), IN_ONE_GO):
        yield missing[start : start + IN_ONE_GO]


def _here(municipality_id: UUID, lanes: Iterable[Iterator[list[Letter]]]) -> Iterator[int]:
    for lane in lanes:
        for some in lane:
            yield send_some(municipality_id, some)


def _side_by_side(municipality_id: UUID, lanes: Iterable[Iterator[list[Letter]]]) -> Iterator[int]:
    """Keep one go of every lane under way; a worker that dies raises BrokenProcessPool."""
    # A connection belongs to one process.
    connections.close_all()
    lanes = list(lanes)
    fork, ended = get_context("fork"), end_with_parent(signal.SIGKILL)
    with ProcessPoolExecutor(len(lanes), mp_context=fork, initializer=ended) as pool:
        under_way: dict[Future[int], Iterator[list[Letter]]] = {}

        def go_on(lane: Iterator[list[Letter]]) -> None:
            some = next(lane, None)
            if some:
                under_way[pool.submit(send_some, municipality_id, some)] = lane

        for lane in lanes:
            go_on(lane)
        while under_way:
            for finished in wait(under_way, return_when=FIRST_COMPLETED).done:
                go_on(under_way.pop(finished))
                yield finished.result()


def send_some(municipality_id: UUID, some: list[Letter]) -> int:
    """Send surveys in one transaction."""
    with within(municipality_id):
        phones = {phone.holder.username: phone for phone in Device.objects.select_related("holder")}
        for letter in some:
            phone = phones[cast.RESEARCHERS[letter.village - 1].username]
            _receive(letter, _blanks(municipality_id)[letter.form], phone)
    return len(some)


@cache
def _blanks(municipality_id: UUID) -> dict[str, filling.Blank]:
    """Read the published forms by their short names."""
    published = FormVersion.objects.filter(state=FormVersion.State.PUBLISHED)
    by_workbook = {bytes(version.xlsx): bytes(version.xform) for version in published}
    return {name: filling.blank(by_workbook[xlsx]) for name, xlsx in forms.shipped().items()}


def _receive(letter: Letter, form: filling.Blank, phone: Device) -> None:
    ended = letter.at - timedelta(minutes=5)
    xml = filling.filled(
        form,
        letter.said,
        f"uuid:{letter.instance_id}",
        (ended - timedelta(minutes=20)).isoformat(timespec="milliseconds"),
        ended.isoformat(timespec="milliseconds"),
    )
    surveys.receive(Parcel(xml, letter.arrived(), user_agent="demo"), by=phone, at=letter.at)
