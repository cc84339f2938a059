import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from sites.walls import EVERYBODY, BuildWall


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0006_changes_are_dated"),
        ("sites", "0003_sent_forms"),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="needs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[("papers", "papieren"), ("food", "eten"), ("children", "kinderen"), ("talk", "babbel")],
                    max_length=10,
                ),
                blank=True,
                default=list,
                verbose_name="waarvoor komen mensen",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("news", "iets om te weten"),
                    ("guest", "een gast of iets eenmaligs"),
                    ("answer", "wat er met een signaal gebeurde"),
                ],
                default="news",
                max_length=8,
                verbose_name="soort",
            ),
        ),
        migrations.CreateModel(
            name="Translation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=2, verbose_name="taal")),
                ("source", models.TextField(max_length=2000, verbose_name="Nederlands")),
                ("text", models.TextField(max_length=4000, verbose_name="vertaling")),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sites.site",
                    ),
                ),
            ],
            options={
                "ordering": ["language", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("site"),
                        models.F("language"),
                        django.db.models.functions.text.MD5("source"),
                        name="text_translated_once_per_language",
                    )
                ],
            },
        ),
        BuildWall("translation", reads=EVERYBODY),
    ]
