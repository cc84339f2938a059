"""Say when a change, closure or notice was last written, and count changes to the offer as revisions of its site."""

import django.db.models.functions.datetime
from django.db import migrations, models

from sites.revisions import watch_tables

DATED = ("change", "closure", "notice")
WATCHED = ("activity", "activityfunction", "activitypartner", "slot", *DATED)


class Migration(migrations.Migration):
    dependencies = [("activities", "0005_rounds_and_parts"), ("sites", "0004_revisions")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="changed_at",
                field=models.DateTimeField(
                    auto_now=True,
                    db_default=django.db.models.functions.datetime.Now(),
                    verbose_name="laatst aangepast",
                ),
            )
            for name in DATED
        ),
        watch_tables([f"activities_{name}" for name in WATCHED]),
    ]
