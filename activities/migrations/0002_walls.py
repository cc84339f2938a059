from django.db import migrations

from sites.vocabulary import Audience
from sites.walls import EVERYBODY, BuildWall, LimitPartnerToOwnActivities

TEAM_AND_PARTNERS = (Audience.TEAM, Audience.PARTNER)
ACTIVITY_OF_SLOT = "(SELECT slot.activity_id FROM activities_slot slot WHERE slot.id = slot_id)"


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial"), ("sites", "0002_walls")]

    operations = [
        BuildWall("activity", reads=EVERYBODY, writes=TEAM_AND_PARTNERS),
        BuildWall("activityfunction", reads=EVERYBODY),
        BuildWall("activitypartner", reads=EVERYBODY),
        BuildWall("slot", reads=EVERYBODY, writes=TEAM_AND_PARTNERS),
        BuildWall("change", reads=EVERYBODY, writes=TEAM_AND_PARTNERS),
        BuildWall("notice", reads=EVERYBODY, writes=TEAM_AND_PARTNERS),
        BuildWall("closure", reads=EVERYBODY),
        BuildWall("milestone", reads=EVERYBODY),
        BuildWall("session"),
        LimitPartnerToOwnActivities("activity", activity="id"),
        LimitPartnerToOwnActivities("slot"),
        LimitPartnerToOwnActivities("change", activity=ACTIVITY_OF_SLOT),
        LimitPartnerToOwnActivities("notice"),
    ]
