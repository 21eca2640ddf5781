"""Keep why a meeting was cancelled; of the older ones nobody was asked."""

from django.db import migrations, models

from khuang.ground.municipalities.context import SETTING

FILL = "UPDATE council_meeting SET cancelled_because = '–' WHERE state = 'cancelled'"


def fill(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT id FROM municipalities_municipality")
        for (municipality,) in cursor.fetchall():
            # Row-level security binds the owner of the tables too.
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(municipality)])
            cursor.execute(FILL)
        cursor.execute("SELECT set_config(%s, '', true)", [SETTING])


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0001_seats_agenda_scrutiny_resolutions"),
        ("municipalities", "0001_municipalities"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="cancelled_because",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("cancelled_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="council_meeting_cancelled",
                violation_error_message="A cancelled meeting says why.",
            ),
        ),
    ]
