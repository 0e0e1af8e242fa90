from django.db import migrations

from luoshi.seeing import fulltext


class Migration(migrations.Migration):
    dependencies = [("seeing", "0002_saved_views")]

    operations = [migrations.RunPython(fulltext.mark_kinds, migrations.RunPython.noop, elidable=True)]
