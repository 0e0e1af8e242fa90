"""The database itself refuses to change or remove an audit record."""

from django.db import migrations

from luoshi.audit import triggers


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(triggers.forwards, triggers.backwards)]
