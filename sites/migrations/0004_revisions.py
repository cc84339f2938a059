"""Count every change to what a site tells visitors."""

import django.utils.timezone
from django.db import migrations, models

from sites.revisions import COUNT_REVISIONS, STOP_COUNTING_REVISIONS, watch_tables


class Migration(migrations.Migration):
    dependencies = [("sites", "0003_sent_forms")]

    operations = [
        migrations.AddField(
            model_name="site",
            name="revision",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="versie van het aanbod"),
        ),
        migrations.AddField(
            model_name="site",
            name="changed_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="laatst aangepast"
            ),
        ),
        migrations.RunSQL(COUNT_REVISIONS, STOP_COUNTING_REVISIONS),
        watch_tables(["sites_partner", "sites_venue"]),
    ]
