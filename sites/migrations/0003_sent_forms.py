import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from sites.vocabulary import Audience
from sites.walls import BuildWall

AUDIENCES = (Audience.TEAM, Audience.PARTNER)


class Migration(migrations.Migration):
    dependencies = [("sites", "0002_walls")]

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("sent_on", models.DateField(default=django.utils.timezone.localdate)),
                ("location", models.CharField(blank=True, max_length=300)),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sites.network",
                        verbose_name="koepel",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sites.site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("site", "network", "sent_by", "digest"),
                        name="one_answer_to_a_form",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        BuildWall("sentform", reads=AUDIENCES, writes=AUDIENCES, shared_with_network=True),
    ]
