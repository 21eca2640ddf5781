"""Say of each question that waits whom it concerns, so that it is guarded with that person's record."""

from django.db import migrations

from khuang.ground.municipalities.migrating import in_each_municipality

FILL = """
UPDATE people_attention AS asked SET person_id = asked.record_id FROM people_person AS one
WHERE one.municipality_id = asked.municipality_id AND one.id = asked.record_id AND asked.person_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_guarded_records")]
    operations = [migrations.RunPython(in_each_municipality(FILL), migrations.RunPython.noop, elidable=True)]
