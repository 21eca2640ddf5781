"""Say of each question that waits whom it concerns, so that it is guarded with that person's record."""

from django.db import migrations

from khuang.ground.municipalities.context import SETTING

FILL = """
UPDATE people_attention AS asked SET person_id = asked.record_id FROM people_person AS one
WHERE one.municipality_id = asked.municipality_id AND one.id = asked.record_id AND asked.person_id IS NULL
"""


def fill(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT id FROM municipalities_municipality")
        for (municipality,) in cursor.fetchall():
            # Row-level security binds the owner of the tables too.
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(municipality)])
            cursor.execute(FILL)
        cursor.execute("SELECT set_config(%s, '', true)", [SETTING])


class Migration(migrations.Migration):
    dependencies = [("people", "0004_guarded_records")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
