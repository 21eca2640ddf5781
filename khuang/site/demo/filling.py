"""Fill a form as a phone does: from the form's own XForm to the XML that Collect sends.

What stands in the form is filled and nothing else, so a form that changes is
followed. A question without an answer was not asked: its element is left out.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring

_XFORMS = "{http://www.w3.org/2002/xforms}"
_ENTITIES = "{http://www.opendatakit.org/xforms/entities}"
_JAVAROSA = "{http://openrosa.org/javarosa}"


@dataclass
class Said:
    """What is said of one household or person.

    answers      question name -> answer
    properties   registry property -> answer, for questions that save to it under another name
    repeats      repeat group -> what is said in each of its turns
    """

    answers: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    entity_id: UUID | None = None
    base_version: int | None = None  # of a known record; none when it is new
    label: str = ""
    repeats: dict[str, list["Said"]] = field(default_factory=dict)


@dataclass(frozen=True)
class Blank:
    """An empty form, read once."""

    root: Element
    saves: dict[str, str]  # path of a question -> property
    repeats: frozenset[str]  # paths


@lru_cache(maxsize=20)
def blank(xform: bytes) -> Blank:
    """Read a form."""
    html = fromstring(xform)
    model = next(html.iter(f"{_XFORMS}model"))
    root = next(iter(next(model.iter(f"{_XFORMS}instance"))))
    saves = {b.get("nodeset", ""): b.get(f"{_ENTITIES}saveto", "") for b in model.iter(f"{_XFORMS}bind")}
    repeats = frozenset(r.get("nodeset", "") for r in html.iter(f"{_XFORMS}repeat"))
    return Blank(root, {path: name for path, name in saves.items() if name}, repeats)


def filled(form: Blank, said: Said, instance_id: str, started: str, ended: str) -> bytes:
    """Write a submission."""
    root = copy.deepcopy(form.root)
    said.answers |= {"start": started, "end": ended, "instanceID": instance_id}
    _fill(form, root, f"/{_name(root)}", said)
    return b"<?xml version='1.0' ?>" + tostring(root, encoding="utf-8")


def _fill(form: Blank, group: Element, path: str, said: Said) -> None:
    done: set[str] = set()
    for child in list(group):
        name = _name(child)
        child_path = f"{path}/{name}"
        if name == "entity":
            _fill_entity(child, said)
        elif child_path in form.repeats:
            group.remove(child)
            if name not in done:
                group.extend(_turns(form, child, child_path, said))
                done.add(name)
        elif len(child):
            _fill(form, child, child_path, said)
        else:
            _answer(form, group, child, child_path, said)


def _turns(form: Blank, empty: Element, path: str, said: Said) -> Iterator[Element]:
    for one in said.repeats.get(_name(empty), ()):
        turn = copy.deepcopy(empty)
        turn.attrib.pop(f"{_JAVAROSA}template", None)
        _fill(form, turn, path, one)
        yield turn


def _answer(form: Blank, group: Element, question: Element, path: str, said: Said) -> None:
    answer: Any = said.answers.get(_name(question))
    if answer is None:
        answer = said.properties.get(form.saves.get(path, ""))
    if answer is None:
        group.remove(question)
    else:
        question.text = answer


def _fill_entity(entity: Element, said: Said) -> None:
    is_new = said.base_version is None
    entity.set("id", str(said.entity_id))
    for name in ("create", "update"):
        entity.attrib.pop(name, None)
    entity.set("create" if is_new else "update", "1")
    if not is_new:
        entity.set("baseVersion", str(said.base_version))
    for label in entity:
        label.text = said.label


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
