"""The embedded database server: one PostgreSQL for one installation, reached by a socket only.

Whoever can enter the socket's folder can be any role of this server, so that folder is the
access control: it belongs to the account that runs the server and has mode 0700. Nothing
listens on the network. Below the home folder:

    postgres/settings/   the settings, written anew at every start; local.conf is the operator's
    postgres/data/       the database
    postgres/run/        the socket and the server's log
    postgres/programs-*  a copy of PostgreSQL's programs, only where it is needed
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from khuang.lib import postgres_programs, service_account
from khuang.lib.home import make_home
from khuang.lib.postgres_programs import Programs

SUPERUSER = "postgres"  # Makes roles and databases; never used by the product itself.
OWNER = "khuang_owner"  # Owns the tables, migrates, and bends to row-level security too.
APP = "khuang_app"  # What web and worker are: reads and writes rows, owns nothing.
DATABASE = "khuang"

LONGEST_SOCKET = 107  # Bytes that the kernel takes for a socket's path.
PATIENCE = 60  # Seconds for the leavings of a killed server to go away.
RECOVERY = 900  # Seconds for a server to repair its data after a crash.

SETTINGS = """\
# Written by Khuang at every start. Put your own lines into local.conf beside this file.
data_directory = '{data}'
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
listen_addresses = ''
# The system's own cache holds the rest: a small machine should not keep the same pages twice.
shared_buffers = 64MB
max_connections = 40
jit = off
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}
# Errors are told to whoever asked, not to the log: a row, a statement and even the words of an error
# ("invalid input syntax for type integer: ...") may hold a person's data.
log_min_messages = log
log_error_verbosity = terse
log_min_error_statement = panic
log_checkpoints = off
# A finished file of the log is removed, not used again with old rows still in it.
wal_recycle = off
lc_messages = 'C'
include_if_exists = 'local.conf'
"""


class WouldNotStart(Exception):
    """The server did not start; the message holds what it said."""


class WouldNotStop(Exception):
    """The server did not stop; the message holds what was said."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    home: Path
    socket: Path  # The folder of the socket.
    port: int  # Part of the socket's name; no port is open.

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket), safe='')}&port={self.port}"

    @property
    def app_url(self) -> str:
        return self.url(APP)

    @property
    def owner_url(self) -> str:
        return self.url(OWNER)


def address(home: Path) -> Server:
    """Say where the server of `home` answers when it runs; nothing is started or made."""
    return Server(home, _socket_folder(home / "postgres" / "run"), port=5432)


def start(home: Path, *, durable: bool = True) -> Server:
    """Start the server of `home`, making it on first use, and return it; safe to call twice.

    durable   False trades safety after a power cut for speed: for tests only
    Raises WouldNotStart and postgres_programs.NoPrograms.
    """
    place = _Place(home)
    with place.locked():
        if not _answers(place.server):
            programs = place.programs()
            place.initialise(programs)
            place.configure(durable=durable)
            _start(place, programs)
        _bootstrap(place.server)
    return place.server


def stop(home: Path) -> None:
    """Stop the server of `home` and wait until it has stopped; nothing happens when none runs.

    Raises WouldNotStop.
    """
    place = _Place(home)
    pid_file = place.data / "postmaster.pid"
    if not pid_file.exists():
        return
    command = [place.programs()["pg_ctl"], "stop", "-w", "-t", RECOVERY, "-m", "fast", "-D", place.data]
    done = service_account.run(command, place.account)
    if pid_file.exists():
        raise WouldNotStop(f"The database server did not stop:\n{done.stdout}")


@contextlib.contextmanager
def running(home: Path) -> Iterator[Server]:
    """Lend the server of `home`; afterwards it runs only if it ran before."""
    ran_before = _answers(address(home))
    server = start(home)
    try:
        yield server
    finally:
        if not ran_before:
            stop(home)


def create_database(server: Server, name: str, *, template: str = "template1") -> None:
    """Create a database that the owner role owns, a copy of `template`."""
    command = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
    with _superuser(server) as connection:
        connection.execute(command.format(*map(sql.Identifier, (name, OWNER, template))))


def drop_database(server: Server, name: str) -> None:
    """Drop a database, if it is there, and whoever is still connected to it."""
    with _superuser(server) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


class _Place:
    """The folders of one server and the account that owns them."""

    def __init__(self, home: Path) -> None:
        self.top = home / "postgres"
        self.settings = self.top / "settings"
        self.data = self.top / "data"
        self.run = self.top / "run"
        self.account = service_account.choose(self.data)
        self.server = address(home)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Make the folders and let one process at a time start this server."""
        # The account must pass through these on its way to its own, and read the settings.
        for folder in (self.server.home, self.top, self.settings):
            make_home(folder)
            folder.chmod(0o711)
        with (self.top / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for folder in (self.run, self.server.socket):
                service_account.give(folder, self.account)
            yield

    def programs(self) -> Programs:
        version = self.data / "PG_VERSION"
        found = postgres_programs.find(int(version.read_text()) if version.exists() else None)
        return postgres_programs.readable_by(self.account, found, self.top)

    def initialise(self, programs: Programs) -> None:
        """Make the data folder, whole or not at all."""
        if self.data.exists():
            return
        half = self.top / "data-half-made"
        shutil.rmtree(half, ignore_errors=True)
        service_account.give(half, self.account)
        options = ["--auth=trust", "--data-checksums", "--encoding=UTF8", *_locale(programs.major)]
        command = [programs["initdb"], "-U", SUPERUSER, *options, "-D", half]
        done = service_account.run(command, self.account)
        if done.returncode:
            raise WouldNotStart(
                f"The database could not be made in {self.data} by the account {self.account.pw_name}, "
                f"which must be able to reach that folder (KHUANG_HOME names another):\n{done.stdout}"
            )
        half.rename(self.data)

    def configure(self, *, durable: bool) -> None:
        words = {"data": self.data, "socket": self.server.socket, "durable": "on" if durable else "off"}
        quoted = {key: str(value).replace("'", "''") for key, value in words.items()}
        files = {
            "postgresql.conf": SETTINGS.format(**quoted),
            "pg_hba.conf": "local all all trust\n",
            "pg_ident.conf": "",
        }
        # In a folder of our own, not the account's, so that root never writes where it could plant a link.
        for name, content in files.items():
            (self.settings / name).write_text(content)
            (self.settings / name).chmod(0o644)


def _start(place: _Place, programs: Programs) -> None:
    log = place.run / "server.log"
    command = [programs["pg_ctl"], "start", "-w", "-t", RECOVERY, "-s", "-l", log, "-D", place.settings]
    deadline = time.monotonic() + PATIENCE
    while True:
        before = log.stat().st_size if log.exists() else 0
        done = service_account.run(command, place.account)
        if done.returncode == 0:
            return
        said = done.stdout + (log.read_bytes()[before:].decode(errors="replace") if log.exists() else "")
        # After kill -9 the server's children hold its lock until they notice, some seconds later.
        still_held = "already exists" in said or "still in use" in said
        if not still_held or time.monotonic() > deadline:
            raise WouldNotStart(f"The database server did not start (its log is {log}):\n{said}")
        time.sleep(0.5)


def _locale(major: int) -> list[str]:
    """Return flags for a database in which upper, lower and patterns know Thai letters."""
    if major < 17:
        return ["--locale-provider=libc", "--locale=C.UTF-8"]
    # With LC_CTYPE=C the trigrams of a Thai word are none: the index would be there and never used.
    ctype = ["--lc-ctype=C.UTF-8", "--lc-collate=C.UTF-8"]
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", *ctype]


def _socket_folder(preferred: Path) -> Path:
    """Return `preferred`, or a short folder of its own where a socket's path would be too long."""
    if len(os.fsencode(preferred / ".s.PGSQL.5432")) <= LONGEST_SOCKET:
        return preferred
    # Root's substitute lies where only root makes folders; give() refuses a stranger's.
    short = Path("/run" if os.geteuid() == 0 else tempfile.gettempdir())
    return short / f"khuang-{hashlib.sha256(bytes(preferred)).hexdigest()[:12]}"


def _superuser(server: Server) -> psycopg.Connection:
    return psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True, connect_timeout=5)


def _answers(server: Server) -> bool:
    try:
        _superuser(server).close()
    except psycopg.OperationalError:
        return False
    return True


def _bootstrap(server: Server) -> None:
    """Make the two roles and the database where they are missing."""
    with _superuser(server) as connection:
        roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        if OWNER not in roles:
            connection.execute(f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE")
        if APP not in roles:
            connection.execute(f"CREATE ROLE {APP} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            create_database(server, DATABASE)
        # After an erasure the owner lets the log begin anew behind a checkpoint (site/rewriting.py).
        connection.execute(f"GRANT pg_checkpoint TO {OWNER}")
