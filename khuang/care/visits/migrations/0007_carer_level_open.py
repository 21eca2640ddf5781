from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0006_drafts_of_paper"),
    ]

    operations = [
        migrations.AlterField(
            model_name="carerinterview",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[("low", "little strain"), ("some", "some strain"), ("high", "heavy strain")],
                max_length=4,
            ),
        ),
    ]
