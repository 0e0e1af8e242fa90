from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("delivery", "0005_returned_reports")]

    operations = [
        migrations.AddField(
            "extension",
            "change",
            models.TextField(blank=True, default="", verbose_name="what is to be changed"),
            preserve_default=False,
        ),
        migrations.AlterField(
            "extension", "asked_due", models.DateField(blank=True, null=True, verbose_name="due date asked for")
        ),
    ]
