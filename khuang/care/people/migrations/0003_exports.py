import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import khuang.care.people.models.exports
import khuang.ground.municipalities.context
import khuang.ground.municipalities.fields
import khuang.lib.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0001_municipalities"),
        ("people", "0002_level_restriction_merge"),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=khuang.lib.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        default=khuang.care.people.models.exports.new_number, editable=False, max_length=8
                    ),
                ),
                ("by_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=10)),
                ("words", khuang.ground.municipalities.fields.SealedText()),
                ("chosen", models.JSONField(default=dict)),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                ("file_format", models.CharField(max_length=4)),
                ("count", models.PositiveIntegerField()),
                (
                    "municipality",
                    khuang.ground.municipalities.fields.MunicipalityField(
                        db_constraint=False,
                        db_index=False,
                        default=khuang.ground.municipalities.context.current_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [models.Index(fields=["municipality", "by_id", "at"], name="people_export_by")],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "number"), name="people_export_number")
                ],
            },
        ),
    ]
