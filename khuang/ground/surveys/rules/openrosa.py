"""Write the bodies of the OpenRosa protocol.

Sources: https://docs.getodk.org/openrosa-form-list/ and its siblings; what
ODK Collect's own parsers demand is noted where it is stricter.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

VERSION = "1.0"
XML_TYPE = "text/xml; charset=utf-8"


@dataclass(frozen=True)
class ListedForm:
    """One line of the form list. All of it is mandatory: Collect drops the whole list for one gap."""

    form_id: str
    name: str
    version: str
    hash: str  # md5 of the bytes at the address
    url: str
    manifest_url: str  # "" when the form needs no files


@dataclass(frozen=True)
class ListedFile:
    """One file that goes with a form."""

    name: str
    hash: str  # Collect fetches the file again exactly when this changes; without it, it crashes
    url: str
    integrity_url: str = ""  # for an entity list: where to ask which are gone
    is_list: bool = False


class EntityRow(NamedTuple):
    """One person or home on a phone's list."""

    id: str  # UUID version 4
    label: str
    version: int
    properties: Mapping[str, str]


def fingerprint(content: bytes) -> str:
    """Give the md5 that OpenRosa uses to notice a change; it protects nothing."""
    return md5(content, usedforsecurity=False).hexdigest()


def form_list(forms: Iterable[ListedForm]) -> bytes:
    """Write the list of forms that a phone may fetch."""
    return _document("xforms", "http://openrosa.org/xforms/xformsList", map(_listed_form, forms))


def manifest(files: Iterable[ListedFile]) -> bytes:
    """Write the list of files that go with one form."""
    return _document("manifest", "http://openrosa.org/xforms/xformsManifest", map(_listed_file, files))


def integrity(deleted: Mapping[str, bool]) -> bytes:
    """Say which entities are gone. Collect's parser wants no namespace here."""
    rows = (
        f"<entity id={quoteattr(key)}><deleted>{str(gone).lower()}</deleted></entity>"
        for key, gone in deleted.items()
    )
    return f"<?xml version='1.0' encoding='UTF-8'?><data><entities>{''.join(rows)}</entities></data>".encode()


def response(message: str) -> bytes:
    """Write the answer to a submission; the phone shows the message to the volunteer."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?>"
        '<OpenRosaResponse xmlns="http://openrosa.org/http/response" items="0">'
        f'<message nature="">{escape(message)}</message></OpenRosaResponse>'
    ).encode()


def entity_list(properties: Sequence[str], rows: Iterable[EntityRow]) -> bytes:
    """Write an entity list as CSV, in a stable order so that its hash is stable.

    properties   names of the columns; a row may lack some
    Cells are data for a form engine, which must get them unchanged, so
    nothing is put before a leading = or +; nobody opens this file in a sheet.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "label", "__version", *properties])
    for row in sorted(rows, key=lambda row: row.id):
        writer.writerow(
            [row.id, row.label, row.version, *(row.properties.get(name, "") for name in properties)]
        )
    return text.getvalue().encode()


def _document(tag: str, namespace: str, parts: Iterable[str]) -> bytes:
    body = "".join(parts)
    return f'<?xml version="1.0" encoding="UTF-8"?><{tag} xmlns="{namespace}">{body}</{tag}>'.encode()


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"


def _listed_form(form: ListedForm) -> str:
    parts = [
        _element("formID", form.form_id),
        _element("name", form.name),
        _element("version", form.version),
        _element("hash", f"md5:{form.hash}"),
        _element("downloadUrl", form.url),
    ]
    if form.manifest_url:
        parts.append(_element("manifestUrl", form.manifest_url))
    return f"<xform>{''.join(parts)}</xform>"


def _listed_file(file: ListedFile) -> str:
    parts = [
        _element("filename", file.name),
        _element("hash", f"md5:{file.hash}"),
        _element("downloadUrl", file.url),
    ]
    if file.integrity_url:
        parts.append(_element("integrityUrl", file.integrity_url))
    kind = ' type="entityList"' if file.is_list else ""
    return f"<mediaFile{kind}>{''.join(parts)}</mediaFile>"
