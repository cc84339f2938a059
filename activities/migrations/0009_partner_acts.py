import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import sites.models.owned
from sites.vocabulary import Audience
from sites.walls import BuildWall, LimitPartnerToOwnRows

TEAM_AND_PARTNERS = (Audience.TEAM, Audience.PARTNER)


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0008_languages_and_school_hours"),
        ("sites", "0006_partner_links"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PartnerAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="wanneer")),
                ("said", models.CharField(max_length=400, verbose_name="wat")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "wacht op het team"),
                            ("live", "staat op de pagina"),
                            ("seen", "gezien door het team"),
                            ("accepted", "aanvaard door het team"),
                            ("declined", "niet aanvaard door het team"),
                            ("taken_back", "teruggenomen"),
                        ],
                        max_length=12,
                        verbose_name="stand",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="beslist op")),
                ("content", models.JSONField(default=list)),
                (
                    "activity",
                    sites.models.owned.SiteForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_acts",
                        to="activities.activity",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beslist door",
                    ),
                ),
                (
                    "partner",
                    sites.models.owned.SiteForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acts",
                        to="sites.partner",
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
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["site", "status", "-at"], name="partner_acts_by_status")],
            },
        ),
        BuildWall("partneract", reads=TEAM_AND_PARTNERS, writes=TEAM_AND_PARTNERS),
        LimitPartnerToOwnRows("partneract"),
    ]
