from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_about_and_names")]

    operations = [
        migrations.AddField("dispatch", "about", models.CharField(blank=True, default="", max_length=80), preserve_default=False)
    ]
