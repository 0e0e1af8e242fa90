"""The search index, with what each database needs to find pairs of characters quickly."""

from django.db import migrations, models

import luoshi.seeing.models
from luoshi.seeing import fulltext


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("task", "Tasks"),
                            ("passage", "Text of the plans"),
                            ("report", "Reports"),
                            ("unit", "Units"),
                            ("group", "Working groups"),
                        ],
                        max_length=8,
                    ),
                ),
                ("object_id", models.BigIntegerField()),
                (
                    "place",
                    models.PositiveIntegerField(default=0, help_text="where a passage begins in its text"),
                ),
                (
                    "printed",
                    models.TextField(blank=True, help_text="as printed; tasks and reports are shown from their rows"),
                ),
                ("folded", models.TextField()),
                ("grams", luoshi.seeing.models.GramsField(default=list, editable=False)),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id", "place"), name="seeing_entry_once")
                ],
            },
        ),
        migrations.RunPython(fulltext.install, fulltext.remove),
    ]
