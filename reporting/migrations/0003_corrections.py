import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import sites.models.owned
from sites.walls import BuildWall, LetOnlyAdd


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0004_one_head_count_per_moment"),
        ("reporting", "0002_walls"),
        ("signals", "0005_follow_ups"),
        ("sites", "0003_sent_forms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("eerste-keer-ooit", "Eerste keer ooit"),
                            ("eerste-keer-dit-jaar", "Eerste keer dit jaar"),
                            ("weet-niet", "Weet ik niet"),
                            ("kenmerk-ooit", "Kenmerk bij een eerste keer ooit"),
                            ("kenmerk-dit-jaar", "Kenmerk bij een eerste keer dit jaar"),
                            ("contacten", "Contacten"),
                            ("hulpvragen", "Hulpvragen"),
                            ("aanpak", "Aanpak"),
                            ("doorverwijzingen", "Doorverwijzingen"),
                            ("deelnames", "Deelnames op een vast moment"),
                        ],
                        max_length=24,
                        verbose_name="welke teller",
                    ),
                ),
                ("month", models.DateField(verbose_name="maand")),
                ("delta", models.SmallIntegerField(verbose_name="hoeveel")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("double", "dubbel genoteerd"),
                            ("forgotten", "vergeten te noteren"),
                            ("mistapped", "verkeerd aangeduid"),
                            ("miscounted", "fout geteld"),
                            ("reversed", "verbetering teruggedraaid"),
                        ],
                        max_length=12,
                        verbose_name="waarom",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=140, verbose_name="toelichting")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "activity",
                    sites.models.owned.SiteForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="activities.activity",
                    ),
                ),
                (
                    "approach",
                    sites.models.owned.SiteForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.approach",
                    ),
                ),
                (
                    "category",
                    sites.models.owned.SiteForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.attributecategory",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reverses",
                    sites.models.owned.SiteForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversals",
                        to="reporting.correction",
                    ),
                ),
                (
                    "service",
                    sites.models.owned.SiteForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.service",
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
                    "theme",
                    sites.models.owned.SiteForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signals.theme",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at"],
                "indexes": [models.Index(fields=["site", "month"], name="correction_by_month")],
                "constraints": [
                    models.UniqueConstraint(fields=("site", "reverses"), name="correction_reversed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="correction_month_is_a_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delta", 0), _negated=True), name="correction_changes_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approach__isnull", True),
                                ("category__isnull", True),
                                ("kind", "eerste-keer-ooit"),
                                ("service__isnull", True),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("approach__isnull", True),
                                ("category__isnull", True),
                                ("kind", "eerste-keer-dit-jaar"),
                                ("service__isnull", True),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("approach__isnull", True),
                                ("category__isnull", True),
                                ("kind", "weet-niet"),
                                ("service__isnull", True),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("approach__isnull", True),
                                ("category__isnull", False),
                                ("kind", "kenmerk-ooit"),
                                ("service__isnull", True),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("approach__isnull", True),
                                ("category__isnull", False),
                                ("kind", "kenmerk-dit-jaar"),
                                ("service__isnull", True),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("approach__isnull", True),
                                ("category__isnull", True),
                                ("kind", "contacten"),
                                ("service__isnull", True),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("approach__isnull", True),
                                ("category__isnull", True),
                                ("kind", "hulpvragen"),
                                ("service__isnull", True),
                                ("theme__isnull", False),
                            ),
                            models.Q(
                                ("approach__isnull", False),
                                ("category__isnull", True),
                                ("kind", "aanpak"),
                                ("service__isnull", True),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("approach__isnull", True),
                                ("category__isnull", True),
                                ("kind", "doorverwijzingen"),
                                ("service__isnull", False),
                                ("theme__isnull", True),
                            ),
                            models.Q(
                                ("approach__isnull", True),
                                ("category__isnull", True),
                                ("kind", "deelnames"),
                                ("service__isnull", True),
                                ("theme__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_names_its_item",
                    ),
                ],
            },
        ),
        BuildWall("correction"),
        LetOnlyAdd("correction"),
    ]
