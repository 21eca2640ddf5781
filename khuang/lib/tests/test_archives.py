"""An archive comes back as it went in, or says in words why it does not."""

import json
import os
import resource

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khuang.lib import archives, recovery
from khuang.lib.archives import Archive, Unreadable
from khuang.lib.recovery import WrongCode

CODE = recovery.new_code()
SEALER = recovery.sealer(CODE)
CONTENT = {"keyring": b"k" * 40, "rows": os.urandom(3_000_000), "nothing": b""}


def write(path, content=CONTENT, sealer=SEALER):
    parts = ((name, [some[:1000], some[1000:]] if some else []) for name, some in content.items())
    words = {"kind": "backup", "made_at": "2026-11-23T03:00:00+00:00", "version": "0.1.0"}
    archives.write(path, sealer, parts, lambda: {"people": 3}, **words)
    return path


@pytest.fixture
def archive(tmp_path):
    return write(tmp_path / "one.khuang")


def read(path, code=CODE):
    opened = Archive.open(path, code)
    manifest = opened.check()
    return manifest, {name: b"".join(blocks) for name, blocks in opened.parts()}


def test_it_comes_back_as_it_went_in(archive):
    manifest, content = read(archive)
    assert content == CONTENT
    assert manifest["people"] == 3 and manifest["parts"]["nothing"][0] == 0


def test_a_code_may_be_typed_as_people_type(archive):
    assert read(archive, f" {CODE.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')}\n")


def test_another_code_opens_nothing(archive):
    with pytest.raises(WrongCode, match="not the recovery code"):
        Archive.open(archive, recovery.new_code())


def test_nothing_of_its_content_stands_in_it(archive):
    assert b"kkkk" not in archive.read_bytes() and b"rows" not in archive.read_bytes()


@settings(max_examples=40)
@given(share=st.floats(0, 1), bit=st.integers(0, 7))
def test_every_flipped_bit_is_noticed(tmp_path_factory, share, bit):
    path = write(tmp_path_factory.mktemp("bits") / "one.khuang", {"keyring": b"k" * 40})
    content = bytearray(path.read_bytes())
    content[round(share * (len(content) - 1))] ^= 1 << bit
    path.write_bytes(content)
    with pytest.raises((Unreadable, WrongCode)):
        read(path)


@settings(max_examples=30)
@given(share=st.floats(0, 1))
def test_every_cut_is_noticed(tmp_path_factory, share):
    path = write(tmp_path_factory.mktemp("cuts") / "one.khuang", {"keyring": b"k" * 40})
    content = path.read_bytes()
    path.write_bytes(content[: round(share * (len(content) - 1))])
    with pytest.raises(Unreadable):
        read(path)


def test_a_lost_piece_in_the_middle_is_noticed(archive):
    content = archive.read_bytes()
    archive.write_bytes(content[:1_000_000] + content[2_000_000:])
    with pytest.raises(Unreadable, match="damaged"):
        read(archive)


def test_a_newer_one_is_told_apart_from_a_damaged_one(archive):
    content = archive.read_bytes()
    length = int.from_bytes(content[8:12], "big")
    head = json.loads(content[12 : 12 + length]) | {"format": 2, "version": "9.0"}
    words = json.dumps(head).encode()
    archive.write_bytes(content[:8] + len(words).to_bytes(4, "big") + words + content[12 + length :])
    with pytest.raises(Unreadable, match=r"Khuang 9\.0 made this file"):
        read(archive)


def test_whoever_knows_only_the_lock_cannot_sign(tmp_path):
    # The lock stands in every backup; with it, anybody can seal. The voucher names the true signer.
    forger = recovery.sealer(recovery.new_code())
    path = write(tmp_path / "forged.khuang", sealer=recovery.Sealer(SEALER.lock, forger.signing))
    with pytest.raises(Unreadable, match="not signed"):
        read(path)
    other = recovery.Lock(SEALER.lock.salt, SEALER.lock.to, forger.lock.signer, SEALER.lock.voucher)
    with pytest.raises(WrongCode):
        read(write(tmp_path / "other.khuang", sealer=recovery.Sealer(other, forger.signing)))


def test_a_fault_while_writing_leaves_nothing(tmp_path):
    def broken():
        yield b"some"
        raise OSError("No space left on device")

    words = {"kind": "backup", "made_at": "", "version": ""}
    with pytest.raises(OSError, match="No space"):
        archives.write(tmp_path / "one.khuang", SEALER, [("rows", broken())], dict, **words)
    assert list(tmp_path.iterdir()) == []


def test_what_seals_is_kept_for_its_owner_alone(tmp_path):
    recovery.write_sealer(tmp_path / "backup-key.json", SEALER)
    assert recovery.read_sealer(tmp_path / "backup-key.json") == SEALER
    assert (tmp_path / "backup-key.json").stat().st_mode & 0o777 == 0o600


def test_a_full_disk_lets_go_of_what_is_read(tmp_path):
    ended = []

    def endless():
        try:
            while True:
                yield os.urandom(100_000)
        finally:
            ended.append(True)

    parts = (("rows", endless()) for _ in "1")
    words = {"kind": "backup", "made_at": "2026-11-23T03:00:00+00:00", "version": "0.1.0"}
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, before[1]))
    try:
        with pytest.raises(OSError) as full:
            archives.write(tmp_path / "one.khuang", SEALER, parts, dict, **words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    # While the error is still in hand, and with it everything that was under way.
    assert full.value and ended
    assert not list(tmp_path.iterdir())
