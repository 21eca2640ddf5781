"""One municipality never sees, changes or refers to another's rows: every model, ORM, SQL and web."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import QuerySet

from conftest import make_municipality
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import NoMunicipality, within
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.migrating import in_each_municipality
from khuang.ground.places.models import Village
from khuang.lib.identifiers import uuid7
from tests.rows import Town, every_model

# What belongs to no municipality, and why that is harmless.
SHARED = {
    "municipalities.Municipality": "the list of municipalities themselves",
    "accounts.Account": "sign-in comes before the municipality is known; guarded as soon as it is",
    "accounts.BrowserSession": "asked for before the municipality is known; guarded as soon as it is",
    "accounts.SignInBrake": "keyed hashes of what was tried and from where",
    "mfa.Authenticator": "second factors; guarded as their account is",
    "account.EmailAddress": "not used; allauth's own",
    "account.EmailConfirmation": "not used; allauth's own",
    "contenttypes.ContentType": "names of models",
    "auth.Permission": "not used; Django's own",
    "auth.Group": "not used; Django's own",
    "auth.Group_permissions": "not used; Django's own",
    "procrastinate.ProcrastinateJob": "ids only; the worker serves all municipalities",
    "procrastinate.ProcrastinateEvent": "states of jobs",
    "procrastinate.ProcrastinateWorker": "signs of life of workers",
    "procrastinate.ProcrastinatePeriodicDefer": "clock of periodic jobs",
}
MODELS = [pytest.param(model, id=model._meta.label) for model in municipal_models()]
KEYS = [
    pytest.param(model, field, id=f"{model._meta.label}.{field.name}")
    for model in municipal_models()
    for field in model._meta.local_fields
    if isinstance(field, MunicipalForeignKey)
]


class Two:
    """Two municipalities with the same kinds of rows."""

    def __init__(self):
        self.a, self.b = make_municipality(), make_municipality(slug="other", name="เทศบาลอื่น")
        self.towns = {}

    def town(self, municipality):
        return self.towns.setdefault(municipality.slug, Town())

    def row(self, municipality, model):
        with within(municipality):
            return self.town(municipality).row(model)


@pytest.fixture
def two(db):
    return Two()


def run(statement, *values, on=Account):
    """Run SQL; `{}` stands for the table of the model `on`."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(connection.ops.quote_name(on._meta.db_table)), values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def keyed(model):
    """Say in SQL which columns make up the primary key, and take the values of one row for it."""
    fields = model._meta.pk_fields
    return " AND ".join(f"{field.column} = %s" for field in fields), lambda row: [
        getattr(row, field.attname) for field in fields
    ]


def test_every_model_is_municipal_or_known_to_be_shared():
    municipal = {model._meta.label for model in municipal_models()}
    assert {model._meta.label for model in every_model()} - municipal == set(SHARED)


def test_every_table_with_a_municipality_is_guarded_even_from_its_owner(db):
    unguarded = run(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE a.attname = 'municipality_id' AND c.relkind = 'r' "
        "AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
    )
    assert unguarded == []


@pytest.mark.parametrize("model", MODELS)
def test_without_a_context_there_is_nothing(two, model):
    two.row(two.a, model)
    assert run("SELECT count(*) FROM {}", on=model) == [(0,)]
    for manager in (model.objects, model._base_manager):
        with pytest.raises(NoMunicipality):
            manager.count()


@pytest.mark.parametrize("model", MODELS)
def test_the_others_rows_are_not_seen(two, model):
    ours, theirs = two.row(two.a, model), two.row(two.b, model)
    with within(two.a):
        for rows in (model.objects.all(), model._base_manager.all(), QuerySet(model)):
            assert rows.filter(pk=ours.pk).exists()
            assert not rows.filter(pk=theirs.pk).exists()
        is_row, key = keyed(model)
        assert run(f"SELECT count(*) FROM {{}} WHERE {is_row}", *key(theirs), on=model) == [(0,)]  # noqa: S608 - our own names
        assert run("SELECT count(*) FROM {} WHERE municipality_id = %s", two.b.pk, on=model) == [(0,)]


@pytest.mark.parametrize("statement", ["UPDATE {} SET municipality_id = municipality_id", "DELETE FROM {}"])
@pytest.mark.parametrize("model", MODELS)
def test_the_others_rows_are_not_changed(two, model, statement):
    theirs = two.row(two.b, model)
    is_row, key = keyed(model)
    with within(two.a):
        try:
            with transaction.atomic():
                assert run(f"{statement} WHERE {is_row}", *key(theirs), on=model) == 0
        except ProgrammingError as error:
            # Nobody changes such rows at all, not even their own.
            assert "permission denied" in str(error)
            assert model.append_only or model.database_writes
    with within(two.b):
        assert model.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("model", MODELS)
def test_no_row_is_added_for_the_other(two, model):
    ours = two.row(two.a, model)
    refused = pytest.raises(ProgrammingError, match="row-level security|permission denied")
    with within(two.a), refused, transaction.atomic():
        if model._meta.pk.attname == "id":
            ours.pk = uuid7()
        ours.municipality_id = two.b.pk
        ours.save(force_insert=True)


@pytest.mark.parametrize("model", MODELS)
def test_no_row_moves_to_the_other(two, model):
    ours = two.row(two.a, model)
    refused = pytest.raises(ProgrammingError, match="row-level security|permission denied")
    with within(two.a), refused, transaction.atomic():
        is_row, key = keyed(model)
        run(f"UPDATE {{}} SET municipality_id = %s WHERE {is_row}", two.b.pk, *key(ours), on=model)  # noqa: S608 - our own names


@pytest.mark.parametrize(("model", "field"), KEYS)
def test_no_row_refers_to_the_others(two, model, field):
    theirs = two.row(two.b, field.remote_field.model)
    found = set()
    with within(two.a):
        for values in two.town(two.a).candidates(model):
            values |= {field.attname: theirs.pk}
            values.pop(field.name, None)
            found.add(_broken_constraint(model(**values)))
    assert f"{model._meta.db_table}_{field.column}_within"[-63:] in found


def _broken_constraint(row):
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            connection.check_constraints()
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return ""


def test_inside_a_municipality_only_its_own_accounts_exist(two):
    ours, theirs = two.row(two.a, Account), two.row(two.b, Account)
    with within(two.a):
        assert list(Account.objects.all()) == [ours]
        assert run("UPDATE {} SET display_name = 'x' WHERE id = %s", theirs.pk) == 0


def test_a_migration_fills_rows_in_each_municipality(two):
    rows = [two.row(place, Village) for place in (two.a, two.b)]
    fill = in_each_municipality("UPDATE places_village SET name = 'filled'")
    fill(None, SimpleNamespace(connection=connection))
    for place, row in zip((two.a, two.b), rows, strict=True):
        with within(place):
            assert Village.objects.get(pk=row.pk).name == "filled"
