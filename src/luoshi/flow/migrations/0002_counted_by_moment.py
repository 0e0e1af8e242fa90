from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("flow", "0001_initial")]

    operations = [
        migrations.AlterField("transition", "at", models.DateTimeField()),
        migrations.AddIndex(
            "transition",
            models.Index(fields=["at", "subject_type", "graph", "name"], name="flow_transition_moment"),
        ),
    ]
