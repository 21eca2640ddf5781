"""Keep why a meeting was cancelled; of the older ones nobody was asked."""

from django.db import migrations, models

from khuang.ground.municipalities.migrating import in_each_municipality

FILL = "UPDATE council_meeting SET cancelled_because = '–' WHERE state = 'cancelled'"


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
        migrations.RunPython(in_each_municipality(FILL), migrations.RunPython.noop, elidable=True),
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
