"""Cut one person's or home's part out of a survey; what others answered stays as it is.

A part belongs to the nearest entity around it (ODK Entities): a repeat of one member, or the
whole form. Works without the form's definition too, since a survey of an unknown version
names its entities all the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from khuang.ground.surveys.rules.definitions import Definition
from khuang.ground.surveys.rules.instances import local_name, parsed

HIDDEN = "[…]"
# Kept of a survey of which nothing else is left: by it the phone's next try is known.
_OF_THE_SURVEY = ("instanceID", "deprecatedID")


@dataclass(frozen=True)
class Phrases:
    """What names somebody in other people's words.

    everywhere  full name, ID number, phone: hidden wherever they stand
    at_home     given name, nickname: hidden where their home is spoken of
    """

    everywhere: tuple[str, ...] = ()
    at_home: tuple[str, ...] = ()

    def hidden_in(self, text: str, *, at_home: bool) -> str:
        """Give a text with the phrases hidden."""
        for phrase in sorted((*self.everywhere, *(self.at_home if at_home else ())), key=len, reverse=True):
            text = text.replace(phrase, HIDDEN)
        return text


def cut(
    raw: bytes, forgotten: frozenset[str], hide: Callable[[str], str], definition: Definition | None
) -> bytes:
    """Give a survey without what belongs to `forgotten` entities, and with texts hidden elsewhere.

    forgotten   ids of entities, lower case
    hide        takes a free text of somebody else, gives it without the name of who is forgotten
    definition  of its form version; None when that is not known
    When no other entity is left, nothing is left but the number of the survey. What other
    persons answered to a question of the registry (their own name, their own phone) is
    never touched, nor are the times of the survey.
    Raises a SurveyProblem when the bytes cannot be read.
    """
    root = parsed(raw).root
    path = f"/{local_name(root.tag)}"
    walk = _Walk(forgotten, hide, *_of_the_form(definition))
    if _is_all_forgotten(root, forgotten):
        _keep_number(root)
    else:
        walk.scope(root, path, "")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def entities(root: Element) -> Iterator[str]:
    """Give the id of every entity that a survey names, lower case."""
    for element in root.iter():
        if local_name(element.tag) == "entity":
            yield element.get("id", "").strip().lower()


def _of_the_form(definition: Definition | None) -> tuple[frozenset[str], frozenset[str]]:
    if definition is None:
        return frozenset(), frozenset()
    saved = {path for path, question in definition.questions.items() if question.save_to}
    return frozenset({definition.started, definition.ended} - {""}), frozenset(saved)


def _is_all_forgotten(root: Element, forgotten: frozenset[str]) -> bool:
    named = set(entities(root))
    return bool(named) and named <= forgotten


def _keep_number(root: Element) -> None:
    for child in list(root):
        if local_name(child.tag) != "meta":
            root.remove(child)
            continue
        for one in list(child):
            if local_name(one.tag) not in _OF_THE_SURVEY:
                child.remove(one)


@dataclass
class _Walk:
    forgotten: frozenset[str]
    hide: Callable[[str], str]
    times: frozenset[str]  # paths of start and end
    saved: frozenset[str]  # paths whose answers go to the registry
    lists: dict[str, str] = field(default_factory=dict)  # entity -> its list

    def scope(self, element: Element, path: str, owner: str) -> bool:
        """Cut in what may be a part of its own; say whether anything of it stays.

        What has no entity of its own belongs to whom it stands in.
        """
        entity = _entity(element)
        if entity is not None:
            owner = entity.get("id", "").strip().lower()
            self.lists[owner] = entity.get("dataset", "")
        return self.group(element, path, owner)

    def group(self, element: Element, path: str, owner: str) -> bool:
        is_cut = owner in self.forgotten
        kept = not is_cut
        for child in list(element):
            stays = self._one(child, f"{path}/{local_name(child.tag)}", owner)
            if not stays:
                element.remove(child)
            kept = kept or stays
        return kept

    def _one(self, child: Element, path: str, owner: str) -> bool:
        if local_name(child.tag) == "meta":
            return self._meta(child, owner)
        if len(child):
            return self.scope(child, path, owner)
        if owner in self.forgotten and path not in self.times:
            return False
        if self._is_free(path, owner):
            child.text = self.hide(child.text or "")
        return True

    def _meta(self, meta: Element, owner: str) -> bool:
        for one in list(meta):
            name = local_name(one.tag)
            if name in _OF_THE_SURVEY:
                continue
            if owner in self.forgotten:
                meta.remove(one)
            elif name == "instanceName" or (name == "entity" and self._names_no_person(owner)):
                _hide_label(one, self.hide)
        return bool(len(meta))

    def _is_free(self, path: str, owner: str) -> bool:
        return path not in self.saved or self._names_no_person(owner)

    def _names_no_person(self, owner: str) -> bool:
        return self.lists.get(owner, "") != "person"


def _hide_label(element: Element, hide: Callable[[str], str]) -> None:
    for one in (element, *element):
        if one.text and one.text.strip():
            one.text = hide(one.text)


def _entity(element: Element) -> Element | None:
    for meta in element:
        if local_name(meta.tag) == "meta":
            return next((one for one in meta if local_name(one.tag) == "entity"), None)
    return None
