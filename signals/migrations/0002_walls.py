from django.db import migrations

from sites.vocabulary import Audience
from sites.walls import BuildWall

TEAM_AND_STEERING = (Audience.TEAM, Audience.STEERING)


class Migration(migrations.Migration):
    dependencies = [("signals", "0001_initial"), ("activities", "0002_walls")]

    operations = [
        BuildWall("reporttheme"),
        BuildWall("theme"),
        BuildWall("approach"),
        BuildWall("service"),
        BuildWall("attributecategory"),
        BuildWall("contact"),
        BuildWall("contactattribute"),
        BuildWall("helprequest"),
        BuildWall("helprequestapproach"),
        BuildWall("referral"),
        BuildWall("tally"),
        BuildWall("attributetally"),
        BuildWall("sessionfirsts"),
        BuildWall("reportedfigure"),
        BuildWall("importedrow"),
        BuildWall("signal"),
        BuildWall("signalhelprequest"),
        BuildWall("group", reads=TEAM_AND_STEERING, shared_with_network=True),
        BuildWall("groupmember", reads=TEAM_AND_STEERING, shared_with_network=True),
    ]
