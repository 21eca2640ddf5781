"""The launcher, on a server of its own in a temporary folder."""

import contextlib
import os
import pwd
import signal
import stat
import time
from pathlib import Path

import psycopg
import pytest

from khuang.lib import embedded_postgres, postgres_programs, service_account
from khuang.lib.tests.homes import temporary_home


@pytest.fixture(scope="module")
def home():
    """Lend the home of a stopped or running server, stopped at the end."""
    with temporary_home() as folder:
        yield folder
        embedded_postgres.stop(folder)


def ask(url, question):
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()[0]


def test_a_second_start_finds_the_first(home):
    first = embedded_postgres.start(home)
    started = ask(first.app_url, "SELECT pg_postmaster_start_time()")
    assert embedded_postgres.start(home) == first
    assert ask(first.app_url, "SELECT pg_postmaster_start_time()") == started


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("jit", "off"),
        ("log_error_verbosity", "terse"),
    ],
)
def test_it_is_set_as_a_safe_small_server(home, setting, value):
    server = embedded_postgres.start(home)
    assert ask(server.app_url, f"SELECT current_setting('{setting}')") == value


def test_the_database_knows_thai_letters(home):
    server = embedded_postgres.start(home)
    assert ask(server.app_url, "SELECT datctype FROM pg_database WHERE datname = 'khuang'") == "C.UTF-8"
    assert ask(server.app_url, "SELECT 'ก' ~ '[[:alpha:]]'")


@pytest.mark.parametrize("role", [embedded_postgres.APP, embedded_postgres.OWNER])
def test_no_role_of_the_product_passes_row_level_security(home, role):
    server = embedded_postgres.start(home)
    privileged = "SELECT rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    assert ask(server.url(role), privileged) is False


def test_the_app_role_makes_no_tables(home):
    server = embedded_postgres.start(home)
    with (
        psycopg.connect(server.app_url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE mine (id int)")


def test_only_the_account_enters_the_socket_folder(home):
    server = embedded_postgres.start(home)
    found = server.socket.stat()
    assert stat.S_IMODE(found.st_mode) == 0o700
    assert found.st_uid == service_account.choose(home / "postgres" / "data").pw_uid


def test_the_server_never_runs_as_root(home):
    server = embedded_postgres.start(home)
    pid = (home / "postgres/data/postmaster.pid").read_text().split()[0]
    assert ask(server.app_url, "SELECT 1") == 1
    assert Path("/proc", pid).stat().st_uid != 0


def test_databases_come_and_go(home):
    server = embedded_postgres.start(home)
    embedded_postgres.create_database(server, "one more")
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    assert ask(server.url(embedded_postgres.OWNER, "one%20more"), owner) == embedded_postgres.OWNER
    embedded_postgres.drop_database(server, "one more")
    embedded_postgres.drop_database(server, "one more")
    with pytest.raises(psycopg.OperationalError):
        ask(server.url(embedded_postgres.OWNER, "one%20more"), "SELECT 1")


def test_what_was_committed_outlives_kill_9(home):
    server = embedded_postgres.start(home)
    with psycopg.connect(server.owner_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(int((home / "postgres/data/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    server = embedded_postgres.start(home)
    assert ask(server.owner_url, "SELECT answer FROM kept") == 42


def test_lending_leaves_it_as_it_was(home):
    embedded_postgres.stop(home)
    with embedded_postgres.running(home) as server, embedded_postgres.running(home):
        assert ask(server.app_url, "SELECT 1") == 1
    with pytest.raises(psycopg.OperationalError):
        ask(server.app_url, "SELECT 1")


def test_stopping_twice_is_harmless(home):
    embedded_postgres.stop(home)
    embedded_postgres.stop(home)


def test_a_deep_home_gets_a_short_socket(home):
    deep = home / ("d" * 100)
    server = embedded_postgres.start(deep, durable=False)
    with contextlib.closing(psycopg.connect(server.app_url)):
        assert len(str(server.socket)) < 60
    embedded_postgres.stop(deep)
    service = server.socket
    for left in service.iterdir():
        left.unlink()
    service.rmdir()


def test_the_account_passes_through_folders_that_are_made_above_its_home(home):
    deep = home / "not" / "yet"
    before = os.umask(0o077)  # as the program itself runs
    try:
        embedded_postgres.start(deep)
    finally:
        os.umask(before)
        embedded_postgres.stop(deep)
    assert stat.S_IMODE(deep.parent.stat().st_mode) == 0o711


def test_a_setting_that_is_wrong_is_told_at_once(home):
    embedded_postgres.stop(home)
    local = home / "postgres/settings/local.conf"
    local.write_text("shared_buffers = 'much'\n")
    began = time.monotonic()
    with pytest.raises(embedded_postgres.WouldNotStart, match="shared_buffers"):
        embedded_postgres.start(home)
    assert time.monotonic() - began < 5
    local.unlink()


def test_programs_that_are_not_there_are_asked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("KHUANG_PG_BIN", str(tmp_path))
    with pytest.raises(postgres_programs.NoPrograms, match="KHUANG_PG_BIN"):
        postgres_programs.find()


def test_the_wheel_serves_where_debian_has_none(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_programs, "DEBIAN", tmp_path)
    assert "pginstall" in str(postgres_programs.find().bin)


def test_programs_closed_to_the_account_are_copied_and_run(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres_programs, "DEBIAN", tmp_path)
    programs, me = postgres_programs.find(), pwd.getpwuid(os.geteuid())
    # As if this account could not run them where they are.
    monkeypatch.setattr(postgres_programs, "_said", lambda folder, account: "")
    copy = postgres_programs.readable_by(me, programs, tmp_path / "shelf")
    assert copy.bin.is_relative_to(tmp_path / "shelf")
    assert service_account.run([copy["initdb"], "--version"], me).returncode == 0


def test_a_folder_that_others_can_enter_is_refused(tmp_path):
    (tmp_path / "open").mkdir(mode=0o755)
    with pytest.raises(PermissionError, match="remove it"):
        service_account.give(tmp_path / "open", pwd.getpwuid(os.geteuid()))
