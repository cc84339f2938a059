from django.db import migrations

from sites.walls import BuildWall


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("signals", "0002_walls")]

    operations = [BuildWall("document")]
