"""Understand a form version once, so that each submission is read quickly.

Source: ODK XForms specification (https://getodk.github.io/xforms-spec/) and
its entities part (https://getodk.github.io/xforms-spec/entities).
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml import ElementTree as SafeTree

from khuang.ground.surveys.rules.instances import local_name

XFORMS = "{http://www.w3.org/2002/xforms}"
ENTITIES = "{http://www.opendatakit.org/xforms/entities}"
JAVAROSA = "{http://openrosa.org/javarosa}"
_FILE_SCHEMES = ("jr://file/", "jr://file-csv/", "jr://images/", "jr://audio/", "jr://video/")


@dataclass(frozen=True)
class Question:
    """One place in the form that can hold an answer."""

    path: str  # for example "/data/member/birth_date"
    type: str  # XForms type: string, int, date, geopoint, binary, select...
    save_to: str  # property of the entity in its scope, or ""
    calculated: bool
    required: bool


@dataclass(frozen=True)
class Definition:
    """A form version as the server needs it."""

    form_id: str
    version: str
    title: str
    root: str  # path of the root, for example "/data"
    questions: dict[str, Question]  # by path
    repeats: frozenset[str]  # paths
    entities: dict[str, str]  # path of the scope -> entity list
    files: tuple[str, ...]  # names of the media files that the phone must fetch
    started: str  # path of the question that notes the start, or ""
    ended: str  # path of the question that notes the end, or ""
    has_instance_id: bool

    @property
    def scopes(self) -> frozenset[str]:
        """Give the paths in which answers belong together: root, repeats, containers of entities."""
        return self.repeats | set(self.entities) | {self.root}

    @property
    def binary_paths(self) -> frozenset[str]:
        """Give the paths whose answer is the name of a file."""
        return frozenset(path for path, question in self.questions.items() if question.type == "binary")


def compiled(xform: bytes) -> Definition:
    """Compile an XForm that pyxform made.

    Raises ValueError when it holds no model with a primary instance.
    """
    tree: Element = SafeTree.fromstring(xform, forbid_dtd=True)
    model = next(tree.iter(f"{XFORMS}model"), None)
    instance = None if model is None else model.find(f"{XFORMS}instance")
    if model is None or instance is None or not len(instance):
        raise ValueError("the form has no primary instance")
    primary = instance[0]
    binds = model.findall(f"{XFORMS}bind")
    root = "/" + local_name(primary.tag)
    return Definition(
        form_id=primary.get("id", ""),
        version=primary.get("version", ""),
        title=tree.findtext(".//{http://www.w3.org/1999/xhtml}title", ""),
        root=root,
        questions={question.path: question for question in map(_question, binds)},
        repeats=frozenset(repeat.get("nodeset", "") for repeat in tree.iter(f"{XFORMS}repeat")),
        entities=dict(_entities(primary, root)),
        files=_files(tree, model),
        started=_preloaded(binds, "start"),
        ended=_preloaded(binds, "end"),
        has_instance_id=primary.find(f"{XFORMS}meta/{XFORMS}instanceID") is not None,
    )


def _question(bind: Element) -> Question:
    return Question(
        path=bind.get("nodeset", ""),
        type=bind.get("type", "string").removeprefix("xsd:"),
        save_to=bind.get(f"{ENTITIES}saveto", ""),
        calculated=bind.get("calculate") is not None,
        required=bind.get("required", "") == "true()",
    )


def _entities(element: Element, path: str) -> list[tuple[str, str]]:
    found = []
    for child in element:
        name = local_name(child.tag)
        if name == "meta":
            found += [
                (path, entity.get("dataset", "")) for entity in child if local_name(entity.tag) == "entity"
            ]
        else:
            found += _entities(child, f"{path}/{name}")
    return found


def _files(tree: Element, model: Element) -> tuple[str, ...]:
    sources = [instance.get("src", "") for instance in model.findall(f"{XFORMS}instance")]
    sources += [(value.text or "").strip() for value in tree.iter(f"{XFORMS}value") if value.get("form")]
    names = (
        source.removeprefix(scheme)
        for source in sources
        for scheme in _FILE_SCHEMES
        if source.startswith(scheme)
    )
    # The phone itself keeps the last answers; nobody serves that file.
    return tuple(sorted({name for name in names if name != "last-saved"}))


def _preloaded(binds: list[Element], moment: str) -> str:
    for bind in binds:
        if bind.get(f"{JAVAROSA}preload") == "timestamp" and bind.get(f"{JAVAROSA}preloadParams") == moment:
            return bind.get("nodeset", "")
    return ""
