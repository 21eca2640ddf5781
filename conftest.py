"""The ground under every test: a real PostgreSQL of its own, one municipality, one cast.

The cast, the same everywhere: Mali, social worker; Prasit, head of social welfare;
Boonsri, volunteer carer with assigned homes; Nok, community researcher in village 3; Kham,
council member; Wipa, planner; Anan, administrator; Facai, facilitator of the forum; Somchai, mayor;
Dao, an outsider who holds no role.
"""

import atexit
import datetime
import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

# Before Django reads its settings: a home of our own, gone afterwards.
HOME = Path(tempfile.mkdtemp(prefix="khuang-test-"))
HOME.chmod(0o755)
os.environ["KHUANG_HOME"] = str(HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")

import django  # noqa: E402

from khuang.lib import embedded_postgres, keyrings  # noqa: E402

atexit.register(shutil.rmtree, HOME, ignore_errors=True)
django.setup()
# Inherited by a worker of xdist, it would make Django read our home there, before the worker has its own.
del os.environ["DJANGO_SETTINGS_MODULE"]
keyrings.create_keyring(HOME / "keyring.json")
(HOME / "secret-key").write_text("only for tests, never anywhere else, this key is public")

# How quick something is, `make bench` says; a busy machine fails no test.
hypothesis.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("patient")

NOW = datetime.datetime(2026, 11, 23, 3, 0, tzinfo=datetime.UTC)  # 10:00 in Thailand
PASSWORD = "ข้าวเหนียวมะม่วงอร่อยมาก"


@pytest.fixture(autouse=True)
def thai():
    """Begin in the default language, whatever the reader before spoke."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server that lives as long as this test process."""
    running = embedded_postgres.start(HOME, durable=False)
    yield running
    embedded_postgres.stop(HOME)


@pytest.fixture(scope="session")
def django_db_setup(server, django_db_blocker):
    """Migrate as the owner; the tests themselves are the application role."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)


@pytest.fixture(scope="session")
def owner(server):
    """A connection as the owner, for what the application may not do."""
    import psycopg

    with psycopg.connect(server.url(embedded_postgres.SUPERUSER), autocommit=True) as connection:
        yield connection


@pytest.fixture
def committed(django_db_setup, django_db_blocker, owner):
    """Let a test commit for real, seen by other processes; every row is gone afterwards."""
    from django.db import connections

    with django_db_blocker.unblock():
        yield
        connections.close_all()
    tables = owner.execute(
        "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables "
        "WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
    ).fetchone()[0]
    owner.execute(f"TRUNCATE {tables} CASCADE")


def make_municipality(slug="fah-sai", name="เทศบาลตำบลฟ้าใส", name_en="Fa Sai"):
    """Make an invented municipality."""
    from khuang.ground.municipalities.models import Municipality

    return Municipality.objects.create(slug=slug, name=name, name_en=name_en, code="520399", province="ลำปาง")


def make_cast(municipality):
    """Make the cast and three villages; nobody has homes assigned yet."""
    from khuang.ground.accounts import actions as accounts
    from khuang.ground.journal.actions import SYSTEM
    from khuang.ground.municipalities.context import within
    from khuang.ground.places.models import Village

    roles = {
        "mali": ("มะลิ ใจงาม", "social-worker", "municipality"),
        "prasit": ("ประสิทธิ์ ตั้งใจ", "head", "municipality"),
        "boonsri": ("บุญศรี ขยันเยี่ยม", "carer", "homes"),
        "nok": ("นก เดินเก่ง", "researcher", "village"),
        "kham": ("คำ ฟังความ", "council", "municipality"),
        "wipa": ("วิภา คิดไกล", "planner", "municipality"),
        "anan": ("อนันต์ ดูแลระบบ", "administrator", "municipality"),
        "facai": ("ฟ้าใส ชวนคุย", "facilitator", "municipality"),
        "somchai": ("สมชาย ตัดสินใจ", "mayor", "municipality"),
        "dao": ("ดาว คนนอก", None, None),
    }
    cast = SimpleNamespace(municipality=municipality, villages={})
    with within(municipality):
        for moo in (1, 2, 3):
            cast.villages[moo] = Village.objects.create(code=f"5203990{moo}", moo=moo, name=f"บ้านทดสอบ {moo}")
        for username, (name, role, held_at) in roles.items():
            login = f"{username}.{municipality.slug}"
            account = accounts.create_account(login, display_name=name, by=SYSTEM, at=NOW)
            setattr(cast, username, account)
            if role:
                village = cast.villages[3] if held_at == "village" else None
                accounts.give_role(account, role, held_at=held_at, village=village, by=SYSTEM, at=NOW)
    return cast


def sign_in(client, account, *, fresh=True):
    """Sign `account` in by password and second factor; not fresh: that was a quarter of an hour ago."""
    from django.utils import timezone

    from khuang.ground.accounts import sessions

    client.force_login(account)
    session = client.session
    given = timezone.now() - datetime.timedelta(minutes=0 if fresh else 15)
    sessions.note_proof(session, "factor", at=given)
    session.save()
    return client


@pytest.fixture
def municipality(db):
    return make_municipality()


@pytest.fixture
def cast(municipality):
    return make_cast(municipality)


@pytest.fixture
def inside(municipality):
    """Run the test in the municipality's context."""
    from khuang.ground.municipalities.context import within

    with within(municipality):
        yield municipality
