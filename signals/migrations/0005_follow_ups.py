import uuid

import django.db.models.deletion
from django.db import migrations, models

import sites.models.owned
from sites.walls import BuildWall


class Migration(migrations.Migration):
    dependencies = [
        ("signals", "0004_not_registered_up_to_now"),
        ("sites", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("due_on", models.DateField(verbose_name="tegen wanneer")),
                ("text", models.CharField(blank=True, max_length=140, verbose_name="wat vraag je na, zonder naam")),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "help_request",
                    sites.models.owned.SiteForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="signals.helprequest",
                    ),
                ),
                (
                    "service",
                    sites.models.owned.SiteForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.service",
                        verbose_name="navragen bij",
                    ),
                ),
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
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_on__isnull", True)), fields=["site", "due_on"], name="follow_up_to_do"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_on__isnull", True)),
                        fields=("site", "help_request"),
                        name="one_open_follow_up_per_request",
                    )
                ],
            },
        ),
        BuildWall("followup"),
    ]
