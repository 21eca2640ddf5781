"""The words of a form: what was asked and what each choice means, in one language, to show answers with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml import ElementTree as SafeTree

from khuang.ground.surveys.rules.definitions import XFORMS
from khuang.ground.surveys.rules.instances import local_name


@dataclass(frozen=True)
class Wording:
    """Words by the name of the question, as answers are kept by it."""

    questions: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # question -> value -> words

    def shown(self, name: str, answer: str) -> str:
        """Give an answer in words; several choices are apart by commas."""
        words = self.choices.get(name)
        if not words:
            return answer
        return ", ".join(words.get(value, value) for value in answer.split(" "))


def worded(xform: bytes, language: str) -> Wording:
    """Read the words of a form.

    language   two letters, for example "th"; the form's own default when it lacks that one
    """
    tree: Element = SafeTree.fromstring(xform, forbid_dtd=True)
    texts = _texts(tree, language)
    lists = _lists(tree, texts)
    questions: dict[str, str] = {}
    choices: dict[str, Mapping[str, str]] = {}
    for control in _controls(tree):
        name = control.get("ref", "").rpartition("/")[2]
        questions[name] = _label(control, texts)
        offered = _offered(control, lists, texts)
        if offered:
            choices[name] = offered
    return Wording(questions, choices)


def _controls(tree: Element) -> Iterator[Element]:
    body = next((element for element in tree if local_name(element.tag) == "body"), None)
    kinds = {"input", "select", "select1", "upload", "range", "trigger", "rank"}
    return (element for element in (() if body is None else body.iter()) if local_name(element.tag) in kinds)


def _texts(tree: Element, language: str) -> dict[str, str]:
    translations = list(tree.iter(f"{XFORMS}translation"))
    ours = [one for one in translations if f"({language})" in one.get("lang", "")]
    default = [one for one in translations if one.get("default")]
    chosen = next(iter([*ours, *default, *translations]), None)
    if chosen is None:
        return {}
    return {text.get("id", ""): text.findtext(f"{XFORMS}value", "") for text in chosen}


def _lists(tree: Element, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    lists = {}
    for instance in tree.iter(f"{XFORMS}instance"):
        if instance.get("id"):
            items = instance.findall(f"{XFORMS}root/{XFORMS}item")
            lists[instance.get("id", "")] = dict(_item(item, texts) for item in items)
    return lists


def _item(item: Element, texts: Mapping[str, str]) -> tuple[str, str]:
    value = item.findtext(f"{XFORMS}name", "")
    label = item.findtext(f"{XFORMS}label") or texts.get(item.findtext(f"{XFORMS}itextId", ""), "")
    return value, label or value


def _label(element: Element, texts: Mapping[str, str]) -> str:
    label = element.find(f"{XFORMS}label")
    if label is None:
        return ""
    reference = label.get("ref", "")
    if reference.startswith("jr:itext("):
        return texts.get(reference[len("jr:itext(") : -1].strip("'\""), "")
    return "".join(label.itertext())


def _offered(
    control: Element, lists: Mapping[str, dict[str, str]], texts: Mapping[str, str]
) -> Mapping[str, str]:
    inline = {
        item.findtext(f"{XFORMS}value", ""): _label(item, texts) for item in control.findall(f"{XFORMS}item")
    }
    itemset = control.find(f"{XFORMS}itemset")
    if itemset is None:
        return inline
    # instance('sex')/root/item[...]
    name = itemset.get("nodeset", "").partition("instance('")[2].partition("'")[0]
    return lists.get(name, {})
