"""Failures are counted under a keyed hash; those of the last minutes, with the names as typed, are dropped."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_words")]

    operations = [
        migrations.DeleteModel("SignInFailure"),
        migrations.CreateModel(
            name="SignInFailure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_key", models.CharField(max_length=64)),
                ("address", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["-at"],
                "indexes": [
                    models.Index(fields=["address", "at"], name="accounts_failures_address"),
                    models.Index(fields=["name_key", "at"], name="accounts_failures_name"),
                ],
            },
        ),
    ]
