"""What Django's migrations cannot say: composite keys, row-level security, and who may do what.

Runs after every migrate as the owner, and changes nothing that is already so.
"""

from django.conf import settings
from django.db import connections, transaction

from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import SETTING
from khuang.ground.municipalities.fields import MunicipalForeignKey

HERE = f"nullif(current_setting('{SETTING}', true), '')::uuid"


def harden(using: str) -> None:
    """Bring every municipal table to composite keys, forced row-level security and least rights."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        models = [model for model in municipal_models() if _exists(cursor, model._meta.db_table)]
        for model in models:
            _primary_key(cursor, model._meta.db_table)
        _account_rows(cursor)
        for model in models:
            _foreign_keys(cursor, model)
        # After all keys: a key is compared by the owner, who sees nothing behind these walls.
        for model in models:
            _row_security(cursor, model._meta.db_table, f"municipality_id = {HERE}")
        _rights(cursor, models)


def _primary_key(cursor, table):
    cursor.execute(
        "SELECT conname, array_length(conkey, 1) FROM pg_constraint "
        "WHERE conrelid = %s::regclass AND contype = 'p'",
        [table],
    )
    name, columns = cursor.fetchone()
    if columns == 1:
        cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" PRIMARY KEY (municipality_id, id)')


def _foreign_keys(cursor, model):
    table = model._meta.db_table
    for field in model._meta.local_fields:
        if not isinstance(field, MunicipalForeignKey):
            continue
        name = f"{table}_{field.column}_within"[-63:]
        if not _constraint(cursor, table, name):
            cursor.execute(
                f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" '
                f'FOREIGN KEY (municipality_id, "{field.column}") '
                f'REFERENCES "{field.remote_field.model._meta.db_table}" (municipality_id, id) '
                "DEFERRABLE INITIALLY DEFERRED"
            )


# Sign-in happens before a municipality is known; from then on its accounts are its own.
ACCOUNT_ROWS = {
    "accounts_account": f"{HERE} IS NULL OR municipality_id = {HERE}",
    "accounts_browsersession": f"{HERE} IS NULL OR municipality_id IS NULL OR municipality_id = {HERE}",
    # Another's table, which knows no municipality: who sees the account sees its second factors.
    "mfa_authenticator": HERE + " IS NULL OR EXISTS (SELECT 1 FROM accounts_account WHERE id = user_id)",  # noqa: S608 - ours alone
}


def _account_rows(cursor):
    for table, condition in ACCOUNT_ROWS.items():
        if _exists(cursor, table):
            _row_security(cursor, table, condition)


def _row_security(cursor, table, condition):
    cursor.execute(
        "SELECT 1 FROM pg_policies WHERE tablename = %s AND policyname = 'own_municipality'", [table]
    )
    if cursor.fetchone():
        return
    cursor.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    cursor.execute(
        f'CREATE POLICY own_municipality ON "{table}" USING ({condition}) WITH CHECK ({condition})'
    )


def _rights(cursor, models):
    role = settings.KHUANG_APP_ROLE
    cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"')
    for model in models:
        if model.append_only or model.database_writes:
            taken = "UPDATE" if model.erasable else "UPDATE, DELETE"
            cursor.execute(f'REVOKE {taken} ON "{model._meta.db_table}" FROM "{role}"')
        if model.database_writes:
            cursor.execute(f'REVOKE INSERT ON "{model._meta.db_table}" FROM "{role}"')
    cursor.execute(f'REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{role}"')


def _exists(cursor, table):
    cursor.execute("SELECT to_regclass(%s)", [table])
    return cursor.fetchone()[0] is not None


def _constraint(cursor, table, name):
    cursor.execute(
        "SELECT 1 FROM pg_constraint WHERE conrelid = %s::regclass AND conname = %s", [table, name]
    )
    return cursor.fetchone()
