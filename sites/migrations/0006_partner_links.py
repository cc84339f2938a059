import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import sites.models.owned
from sites.walls import BuildWall, LinkWithinSite


class Migration(migrations.Migration):
    dependencies = [
        ("sites", "0005_logos_and_reachability"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="partner",
            field=sites.models.owned.SiteForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="sites.partner",
                verbose_name="via de link van",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="checks_partner_changes",
            field=models.BooleanField(
                default=False,
                help_text="Anders staan ze meteen op de publieke pagina. 'Vandaag niet' staat er altijd meteen.",
                verbose_name="wij kijken wijzigingen van partners eerst na",
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="reminds_partners",
            field=models.BooleanField(
                default=True,
                help_text="Ze krijgen een e-mail met een link, op het adres van hun organisatie.",
                verbose_name="vraag partners voor elk seizoen of hun moment nog klopt",
            ),
        ),
        migrations.AlterField(
            model_name="sentform",
            name="sent_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="PartnerLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("team", "gestuurd door het team"),
                            ("handed", "zelf doorgegeven"),
                            ("reminder", "voor een nieuw seizoen"),
                            ("asked", "zelf gevraagd"),
                        ],
                        max_length=10,
                        verbose_name="waarom",
                    ),
                ),
                ("season", models.CharField(blank=True, max_length=20, verbose_name="seizoen")),
                ("sent_to", models.EmailField(blank=True, max_length=254, verbose_name="naar")),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gevraagd op")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="verstuurd op")),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("uses", models.PositiveIntegerField(default=0, verbose_name="keer gebruikt")),
                ("last_used_at", models.DateTimeField(blank=True, null=True, verbose_name="laatst gebruikt")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "partner",
                    sites.models.owned.SiteForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
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
            ],
            options={
                "ordering": ["-asked_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("season", ""), _negated=True),
                        fields=("site", "partner", "season"),
                        name="one_reminder_a_season",
                    )
                ],
            },
        ),
        BuildWall("partnerlink"),
        LinkWithinSite("auditentry", "partner"),
    ]
