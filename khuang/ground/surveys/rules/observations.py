"""Say what a submission observed: answers, and what they create or update in the registry.

Source: ODK Entities specification (https://getodk.github.io/xforms-spec/entities).
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from xml.etree.ElementTree import Element

from khuang.ground.surveys.rules.definitions import Definition
from khuang.ground.surveys.rules.instances import Instance, local_name
from khuang.ground.surveys.rules.problems import gettext_noop

# The answer "do not know": the question was asked, the fact stays unknown.
DO_NOT_KNOW = "dk"
_TRUE = {"1", "true"}


@dataclass(frozen=True)
class EntityAction:
    """One entity that a submission creates, updates, or (both) creates when it is not there."""

    list_name: str
    id: str  # UUID version 4, lower case
    create: bool
    update: bool
    base_version: int | None  # version that the phone held; None when it held none
    trunk_version: int | None  # last version that the phone had from the server
    branch_id: str  # chain of offline changes on one phone, or ""
    label: str
    properties: dict[str, str]  # property -> text; absent = leave, "" = clear
    answers: dict[str, str]  # question -> text; absent = not asked, "" = asked and left empty


@dataclass(frozen=True)
class RefusedEntity:
    """An entity that cannot be taken in as it stands, and why in words."""

    list_name: str
    id: str
    sentence: str


@dataclass(frozen=True)
class Observation:
    """What one submission says, form version applied."""

    form_id: str
    version: str
    instance_id: str
    started_at: datetime | None  # by the phone's clock: to show, never to order
    ended_at: datetime | None
    root_answers: dict[str, str]
    entities: tuple[EntityAction, ...]
    refused: tuple[RefusedEntity, ...] = ()
    files: tuple[str, ...] = ()  # names of the photographs and sounds that the answers speak of
    points: tuple[tuple[str, str], ...] = ()  # (question, geopoint) that fill no property of the registry


@dataclass
class _Scope:
    """Answers that belong together while the tree is walked."""

    path: str
    entity: Element | None = None
    label: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)


@dataclass
class _Walk:
    definition: Definition
    scope_paths: frozenset[str]
    scopes: list[_Scope] = field(default_factory=list)
    moments: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    points: list[tuple[str, str]] = field(default_factory=list)


def observed(instance: Instance, definition: Definition) -> Observation:
    """Read a submission by the definition of its form version.

    Questions that the definition does not know are kept as answers all the
    same: nothing that somebody filled in is lost.
    """
    walk = _Walk(definition, definition.scopes)
    _enter(walk, instance.root, definition.root)
    actions, refused = _entities(walk)
    return Observation(
        form_id=instance.form_id,
        version=instance.version,
        instance_id=instance.instance_id,
        started_at=_moment(walk.moments.get(definition.started, "")),
        ended_at=_moment(walk.moments.get(definition.ended, "")),
        root_answers=walk.scopes[0].answers,
        entities=tuple(actions),
        refused=tuple(refused),
        files=tuple(walk.files),
        points=tuple(walk.points),
    )


def _enter(walk: _Walk, element: Element, path: str) -> None:
    scope = _Scope(path)
    walk.scopes.append(scope)
    _gather(walk, scope, element, path)


def _gather(walk: _Walk, scope: _Scope, element: Element, path: str) -> None:
    for child in element:
        name = local_name(child.tag)
        child_path = f"{path}/{name}"
        if name == "meta":
            _note_entity(scope, child)
        elif child_path in walk.scope_paths:
            _enter(walk, child, child_path)
        elif len(child):
            _gather(walk, scope, child, child_path)
        else:
            _note_answer(walk, scope, name, child_path, (child.text or "").strip())


def _note_entity(scope: _Scope, meta: Element) -> None:
    for child in meta:
        if local_name(child.tag) == "entity":
            scope.entity = child
            scope.label = next((label.text or "" for label in child if local_name(label.tag) == "label"), "")


def _note_answer(walk: _Walk, scope: _Scope, name: str, path: str, text: str) -> None:
    question = walk.definition.questions.get(path)
    if question is None:
        scope.answers[name] = text
        return
    if path in (walk.definition.started, walk.definition.ended):
        walk.moments[path] = text
    if text and question.type == "binary":
        walk.files.append(text)
    if text and question.type == "geopoint" and not question.save_to:
        walk.points.append((name, text))
    scope.answers[name] = text
    if question.save_to and text != DO_NOT_KNOW:
        scope.properties[question.save_to] = text


def _entities(walk: _Walk) -> tuple[list[EntityAction], list[RefusedEntity]]:
    actions: list[EntityAction] = []
    refused: list[RefusedEntity] = []
    for scope in walk.scopes:
        if scope.entity is None:
            continue
        made = _action(scope, scope.entity)
        if isinstance(made, EntityAction):
            actions.append(made)
        elif made is not None:
            refused.append(made)
    return actions, refused


def _action(scope: _Scope, entity: Element) -> EntityAction | RefusedEntity | None:
    create = entity.get("create", "") in _TRUE
    update = entity.get("update", "") in _TRUE
    if not (create or update):
        return None
    list_name, key = entity.get("dataset", ""), entity.get("id", "").strip()
    if not list_name:
        return RefusedEntity("", key, gettext_noop("The form does not say which list this belongs to."))
    if not is_uuid4(key):
        return RefusedEntity(list_name, key, gettext_noop("The person or home has no valid identifier."))
    return EntityAction(
        list_name=list_name,
        id=str(UUID(key)),
        create=create,
        update=update,
        base_version=_whole(entity.get("baseVersion", "")),
        trunk_version=_whole(entity.get("trunkVersion", "")),
        branch_id=entity.get("branchId", ""),
        label=scope.label.strip(),
        properties=scope.properties,
        answers=scope.answers,
    )


def is_uuid4(text: str) -> bool:
    """Say whether a text is a UUID of version 4, alone or after `uuid:`."""
    try:
        return UUID(text).version == 4
    except ValueError:
        return False


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
