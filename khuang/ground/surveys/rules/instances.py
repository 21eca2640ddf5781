"""Read what a phone sent as XML, trusting nothing in it.

Source: OpenRosa metadata schema (https://docs.getodk.org/openrosa-metadata/).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeTree

from khuang.ground.surveys.rules import problems

# Three hundred long questions make about 60 KB; more than this is no survey.
LARGEST_XML = 5 * 1024 * 1024
DEEPEST = 60

# Codes of expat for a document that stops before its end.
_NO_ELEMENT, _UNCLOSED_TOKEN, _PARTIAL_CHARACTER, _UNCLOSED_CDATA = 3, 5, 6, 20
_CUT_SHORT = {_NO_ELEMENT, _UNCLOSED_TOKEN, _PARTIAL_CHARACTER, _UNCLOSED_CDATA}


@dataclass(frozen=True)
class Instance:
    """One filled-in form, read but not yet understood."""

    root: Element
    form_id: str  # "" when the root names none
    version: str  # "" when the form has no version
    instance_id: str  # "" when the form carries none
    deprecated_id: str  # the instance that this one corrects, or ""


def parsed(raw: bytes) -> Instance:
    """Read one submission.

    raw   the bytes of the part `xml_submission_file`, exactly as received
    Raises a SurveyProblem that names what is wrong: EmptySubmission,
    WebPageInstead, TruncatedSubmission, ForbiddenDocumentType, TooDeep,
    SubmissionTooLarge or BrokenSubmission.
    """
    root = _root(raw)
    _refuse_deep(root)
    meta = _child(root, "meta")
    return Instance(
        root=root,
        form_id=root.get("id", ""),
        version=root.get("version", ""),
        instance_id=_text(meta, "instanceID"),
        deprecated_id=_text(meta, "deprecatedID"),
    )


def local_name(tag: str) -> str:
    """Give a tag without its namespace."""
    return tag.rpartition("}")[2]


def _root(raw: bytes) -> Element:
    if len(raw) > LARGEST_XML:
        raise problems.SubmissionTooLarge(limit_mb=LARGEST_XML // 1024 // 1024)
    if not raw.strip():
        raise problems.EmptySubmission
    if _looks_like_web_page(raw):
        raise problems.WebPageInstead
    try:
        root: Element = SafeTree.fromstring(raw, forbid_dtd=True)
    except DefusedXmlException as error:
        raise problems.ForbiddenDocumentType from error
    except ParseError as error:
        raise _why_unreadable(error) from error
    except (ValueError, LookupError) as error:
        raise problems.BrokenSubmission from error
    return root


def _looks_like_web_page(raw: bytes) -> bool:
    start = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _why_unreadable(error: ParseError) -> problems.SurveyProblem:
    # The wrapper of expat's error does not always carry the code.
    code = getattr(error, "code", None)
    return problems.TruncatedSubmission() if code in _CUT_SHORT else problems.BrokenSubmission()


def _refuse_deep(root: Element) -> None:
    level: list[Any] = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise problems.TooDeep


def _child(element: Element, name: str) -> Element | None:
    return next(_named(element, name), None)


def _named(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local_name(child.tag) == name)


def _text(parent: Element | None, name: str) -> str:
    child = None if parent is None else _child(parent, name)
    return "" if child is None else (child.text or "").strip()
