import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import khuang.ground.municipalities.context
import khuang.ground.municipalities.fields
import khuang.lib.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "__first__"),
        ("municipalities", "0001_municipalities"),
        ("people", "0011_imports_end_with_a_reason"),
        ("places", "0002_files_loaded"),
        ("visits", "0001_volunteers_plans_visits"),
    ]

    operations = [
        migrations.AddField(
            model_name="volunteer",
            name="hours",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="volunteer",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=10), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="volunteer",
            name="left_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("moved", "moved away"),
                    ("illness", "own or family's illness"),
                    ("work", "found work"),
                    ("died", "died"),
                    ("other", "another reason"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="volunteer",
            name="partner",
            field=khuang.ground.municipalities.fields.MunicipalForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="visits.volunteer",
            ),
        ),
        migrations.AddField(
            model_name="volunteer",
            name="per_half",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Absence",
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
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="visits.volunteer",
                    ),
                ),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("sick", "sick"),
                            ("leave", "holiday or travel"),
                            ("family", "family or farm work"),
                            ("training", "training or meeting"),
                            ("other", "another reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                ("noted_by_id", models.UUIDField(null=True)),
            ],
            options={
                "ordering": ["-first_on", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Availability",
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
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="availability",
                        to="visits.volunteer",
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField()),
                (
                    "half",
                    models.CharField(
                        choices=[("morning", "morning"), ("afternoon", "afternoon")], max_length=9
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
            options={
                "verbose_name_plural": "availability",
                "ordering": ["weekday", "-half", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="CarerInterview",
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
                (
                    "person",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carer_interviews",
                        to="people.person",
                    ),
                ),
                ("version", models.CharField(max_length=10)),
                ("answers", khuang.ground.municipalities.fields.SealedJSON(editable=True)),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[("low", "little strain"), ("some", "some strain"), ("high", "heavy strain")],
                        max_length=4,
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField(null=True)),
                ("held_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by_id", models.UUIDField(null=True)),
            ],
            options={
                "ordering": ["-held_on", "-noted_at", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Certificate",
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
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificates",
                        to="visits.volunteer",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("hours", models.PositiveIntegerField()),
                ("years", models.PositiveSmallIntegerField()),
                ("made_on", models.DateField()),
                ("made_by_id", models.UUIDField(null=True)),
            ],
            options={
                "ordering": ["-made_on", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="HandOver",
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
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handed_over",
                        to="visits.volunteer",
                    ),
                ),
                (
                    "dwelling",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.dwelling"
                    ),
                ),
                (
                    "passed_to",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.volunteer",
                    ),
                ),
                ("passed_at", models.DateTimeField(null=True)),
                ("passed_by_id", models.UUIDField(null=True)),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Thanks",
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
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thanks",
                        to="visits.volunteer",
                    ),
                ),
                ("words", khuang.ground.municipalities.fields.SealedText(editable=True)),
                ("at", models.DateTimeField()),
                ("by_id", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name_plural": "thanks",
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Training",
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
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trainings",
                        to="visits.volunteer",
                    ),
                ),
                ("skill", models.CharField(max_length=30)),
                ("hours", models.PositiveSmallIntegerField()),
                ("provider", models.CharField(max_length=200)),
                ("held_on", models.DateField()),
                ("expires_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Undertaking",
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
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="undertakings",
                        to="visits.volunteer",
                    ),
                ),
                ("version", models.CharField(max_length=10)),
                ("signed_on", models.DateField()),
                ("on_paper", models.BooleanField()),
                ("noted_by_id", models.UUIDField(null=True)),
            ],
            options={
                "ordering": ["-signed_on", "-pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="VisitWish",
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
                (
                    "person",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit_wishes",
                        to="people.person",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same-sex", "a visitor of the same sex"),
                            ("language", "a visitor who speaks their language"),
                            ("avoid", "not this visitor"),
                        ],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=10)),
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="visits.volunteer",
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
            ],
            options={
                "verbose_name_plural": "visit wishes",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="VolunteerArea",
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
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="visits.volunteer",
                    ),
                ),
                (
                    "village",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.village"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="VolunteerKind",
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
                ("code", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=120)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("paid", models.BooleanField(default=False)),
                ("per_half", models.PositiveSmallIntegerField()),
                ("hours", models.PositiveSmallIntegerField(null=True)),
                ("source", models.CharField(blank=True, max_length=300)),
                ("notes", models.CharField(blank=True, max_length=600)),
            ],
            options={
                "ordering": ["code"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="WeeklyDigest",
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
                ("week", models.DateField()),
                ("counts", models.JSONField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-week"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="DigestLine",
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
                (
                    "digest",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="visits.weeklydigest",
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                (
                    "person",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "volunteer",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="visits.volunteer",
                    ),
                ),
                (
                    "village",
                    khuang.ground.municipalities.fields.MunicipalForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.village",
                    ),
                ),
                ("amount", models.IntegerField(default=0)),
            ],
            options={
                "ordering": ["kind", "-amount", "pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
            },
        ),
        migrations.AddIndex(
            model_name="volunteer",
            index=models.Index(fields=["municipality", "village"], name="visits_volunteer_village"),
        ),
        migrations.AddConstraint(
            model_name="volunteer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_because", ""), ("left_on", None)),
                    models.Q(("left_on__isnull", False), models.Q(("left_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="visits_volunteer_left",
                violation_error_message="Whoever leaves does so on a day and for a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("partner", None), models.Q(("partner", models.F("id")), _negated=True), _connector="OR"
                ),
                name="visits_volunteer_partner",
                violation_error_message="A partner is somebody else.",
            ),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(fields=["municipality", "last_on"], name="visits_absence_last"),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_on__gte", models.F("first_on"))),
                name="visits_absence_dates",
                violation_error_message="An absence cannot end before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="availability",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("municipality", "volunteer", "weekday", "half"),
                name="visits_availability_one_open",
                violation_error_message="This half-day is one of theirs already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="availability",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__lte", 6)),
                name="visits_availability_weekday",
                violation_error_message="A week has seven days.",
            ),
        ),
        migrations.AddConstraint(
            model_name="availability",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                name="visits_availability_dates",
                violation_error_message="A half-day cannot end before it begins.",
            ),
        ),
        migrations.AddIndex(
            model_name="carerinterview",
            index=models.Index(fields=["municipality", "person", "-held_on"], name="visits_interview_person"),
        ),
        migrations.AddConstraint(
            model_name="carerinterview",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours", None), ("hours__lte", 168), _connector="OR"),
                name="visits_interview_hours",
                violation_error_message="A week has 168 hours.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                fields=("municipality", "year", "number"),
                name="visits_certificate_number",
                violation_error_message="This number is taken; please try again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                fields=("municipality", "volunteer", "dwelling"),
                name="visits_handover_once",
                violation_error_message="This home is handed over already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed_at", None), ("passed_to", None)),
                    models.Q(("passed_at__isnull", False), ("passed_to__isnull", False)),
                    _connector="OR",
                ),
                name="visits_handover_passed",
                violation_error_message="A home is passed to somebody at some time.",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("passed_to", None),
                    models.Q(("passed_to", models.F("volunteer")), _negated=True),
                    _connector="OR",
                ),
                name="visits_handover_to_another",
                violation_error_message="A home is passed to somebody else.",
            ),
        ),
        migrations.AddIndex(
            model_name="training",
            index=models.Index(fields=["municipality", "expires_on"], name="visits_training_expires"),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_on", None), ("expires_on__gt", models.F("held_on")), _connector="OR"
                ),
                name="visits_training_dates",
                violation_error_message="A training expires after it was held.",
            ),
        ),
        migrations.AddConstraint(
            model_name="training",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gte", 1)),
                name="visits_training_hours",
                violation_error_message="A training lasts at least one hour.",
            ),
        ),
        migrations.AddConstraint(
            model_name="undertaking",
            constraint=models.UniqueConstraint(
                fields=("municipality", "volunteer", "version"),
                name="visits_undertaking_once",
                violation_error_message="They signed this text already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitwish",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("municipality", "person", "kind", "language", "volunteer"),
                name="visits_wish_once",
                nulls_distinct=False,
                violation_error_message="This wish is noted already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitwish",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "same-sex"), ("language", ""), ("volunteer", None)),
                    models.Q(
                        ("kind", "language"), ("volunteer", None), models.Q(("language", ""), _negated=True)
                    ),
                    models.Q(("kind", "avoid"), ("language", ""), ("volunteer__isnull", False)),
                    _connector="OR",
                ),
                name="visits_wish_whole",
                violation_error_message="Say which language, or which visitor, and only that.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitwish",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="visits_wish_dates",
                violation_error_message="A wish cannot end before it began.",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteerarea",
            constraint=models.UniqueConstraint(
                fields=("municipality", "volunteer", "village"),
                name="visits_area_once",
                violation_error_message="This village is one of their areas already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteerkind",
            constraint=models.UniqueConstraint(
                fields=("municipality", "code"),
                name="visits_kind_once",
                violation_error_message="There is a kind with this code already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="volunteerkind",
            constraint=models.CheckConstraint(
                condition=models.Q(("per_half__gte", 1)),
                name="visits_kind_load",
                violation_error_message="A half-day holds at least one visit.",
            ),
        ),
        migrations.AddConstraint(
            model_name="weeklydigest",
            constraint=models.UniqueConstraint(
                fields=("municipality", "week"),
                name="visits_digest_once",
                violation_error_message="The digest of this week is made already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="digestline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person", None), ("volunteer__isnull", False)),
                    models.Q(("person__isnull", False), ("volunteer", None)),
                    _connector="OR",
                ),
                name="visits_digest_line_of_one",
                violation_error_message="A line is about a person or about a volunteer.",
            ),
        ),
    ]
