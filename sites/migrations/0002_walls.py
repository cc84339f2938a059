from django.db import migrations

from sites.vocabulary import Audience
from sites.walls import DROP_SETTING_FUNCTIONS, EVERYBODY, SETTING_FUNCTIONS, BuildWall


class Migration(migrations.Migration):
    dependencies = [("sites", "0001_initial")]

    operations = [
        migrations.RunSQL(SETTING_FUNCTIONS, DROP_SETTING_FUNCTIONS),
        BuildWall("partner", reads=EVERYBODY),
        BuildWall("venue", reads=EVERYBODY),
        BuildWall("projectperiod", reads=EVERYBODY),
        BuildWall("funder", reads=EVERYBODY),
        BuildWall("membership", shared_with_network=True, own_rows_of_user=True),
        BuildWall("invitation", shared_with_network=True),
        # A partner's own acts are on record too; only the team reads the record.
        BuildWall("auditentry", shared_with_network=True, writes=(Audience.TEAM, Audience.PARTNER)),
    ]
