"""What kind of file somebody brought, told by its bytes; one made to harm is refused unopened."""

import io
import stat
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from khuang.care.people.rules.imports.problems import Refused

Kind = Literal["csv", "xlsx", "zip"]

LARGEST = 50_000_000  # bytes as uploaded
# Excel packs lists of people about 10 to 1; a bomb packs 1000 to 1.
_MOST_UNPACKED = 1_500_000_000
_MOST_RATIO = 120
_MOST_FILES = 20_000
_RATIO_COUNTS_FROM = 5_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif"}


@dataclass(frozen=True)
class Member:
    """One file within an archive that may be read."""

    name: str
    size: int


def kind_of(content: bytes) -> Kind:
    """Tell the kind by the first bytes and by what an archive holds. Raises Refused."""
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise Refused("file_empty")
    if len(content) > LARGEST:
        raise Refused("file_too_large")
    if content.startswith(_OLE):
        raise Refused("file_locked" if _ENCRYPTED in content else "file_old_excel")
    if content.startswith(b"PK"):
        names = {info.filename for info in open_archive(content).infolist()}
        return "xlsx" if "xl/workbook.xml" in names else "zip"
    # A zero byte is in no text but UTF-16, which has a mark at its start or zeros at every second place.
    if b"\x00" in content[:4000] and not _is_utf16(content):
        raise Refused("file_unknown")
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"<!DOCTYPE", b"<html", b"{\\rtf")):
        raise Refused("file_unknown")
    return "csv"


def _is_utf16(content: bytes) -> bool:
    return content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[1:400:2].count(0) > 40


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open an archive whose directory promises nothing monstrous. Raises Refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise Refused("file_broken") from None
    infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    greedy = any(
        info.file_size > _RATIO_COUNTS_FROM and info.file_size > _MOST_RATIO * max(1, info.compress_size)
        for info in infos
    )
    if len(infos) > _MOST_FILES or unpacked > _MOST_UNPACKED or greedy:
        raise Refused("file_bomb")
    if any(info.flag_bits & 1 for info in infos):
        raise Refused("file_locked")
    return archive


def tables_in(archive: zipfile.ZipFile) -> list[Member]:
    """Give the CSV and XLSX files of an archive; what else lies in it is no table."""
    return [one for one in _plain(archive)[0] if PurePosixPath(one.name).suffix.lower() in (".csv", ".xlsx")]


def pictures_in(archive: zipfile.ZipFile) -> tuple[dict[str, Member], list[str]]:
    """Give the pictures of an archive by their bare name, and what was refused.

    Refused are names that lead elsewhere, links, archives within the archive,
    and a second file of a name: none of them is ever opened.
    """
    members, refused = _plain(archive)
    pictures: dict[str, Member] = {}
    for one in members:
        bare = PurePosixPath(one.name)
        if bare.suffix.lower() in _PICTURES:
            if bare.name in pictures:
                refused.append(one.name)
            pictures.setdefault(bare.name, one)
    return pictures, refused


def _plain(archive: zipfile.ZipFile) -> tuple[list[Member], list[str]]:
    kept, refused = [], []
    for info in archive.infolist():
        if info.is_dir():
            continue
        if _is_trick(info):
            refused.append(info.filename)
        else:
            kept.append(Member(info.filename, info.file_size))
    return kept, refused


def _is_trick(info: zipfile.ZipInfo) -> bool:
    """Say whether a name leads out of the archive, or a link or another archive hides behind it."""
    # ZipInfo cuts a name at a zero byte; what stood behind it is in orig_filename.
    name = info.orig_filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    leads_out = name.startswith("/") or ".." in parts or ":" in parts[0] or "\x00" in name
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    return leads_out or is_link or name.lower().endswith((".zip", ".gz", ".7z", ".rar", ".xz"))
