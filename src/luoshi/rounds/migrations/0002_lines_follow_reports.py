from typing import Any

from django.db import migrations, models

BATCH = 2000


def fill(apps: Any, _editor: Any) -> None:
    """What the reports say that answer the lines there are."""
    Line, Report = apps.get_model("rounds", "Line"), apps.get_model("delivery", "Report")
    for period in apps.get_model("rounds", "Round").objects.values_list("period", flat=True).distinct():
        rows = Report.objects.filter(period=period).exclude(state="draft")
        known = {(row[0], row[1]): row[2:] for row in rows.values_list("task", "unit", "pk", "state", "submitted_at")}
        changed = []
        for line in Line.objects.filter(form__round__period=period).select_related("form").iterator(BATCH):
            line.report_id, line.state, line.submitted_at = known.get(
                (line.task_id, line.form.unit_id), (None, "", None)
            )
            if line.state:
                changed.append(line)
        Line.objects.bulk_update(changed, ["report", "state", "submitted_at"], batch_size=BATCH // 10)


def count(apps: Any, _editor: Any) -> None:
    """How many lines each form has."""
    Form = apps.get_model("rounds", "Form")
    forms = list(Form.objects.annotate(number=models.Count("lines")))
    for form in forms:
        form.line_count = form.number
    Form.objects.bulk_update(forms, ["line_count"], batch_size=BATCH // 10)


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_initial"), ("delivery", "0003_quick_lists")]

    operations = [
        migrations.AddField(
            "line",
            "state",
            models.CharField(blank=True, default="", editable=False, max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            "line",
            "report",
            models.ForeignKey(
                editable=False, null=True, on_delete=models.SET_NULL, related_name="lines", to="delivery.report"
            ),
        ),
        migrations.AddField("line", "submitted_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("form", "line_count", models.PositiveIntegerField(default=0)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(count, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex("line", models.Index(fields=["form", "state", "submitted_at"], name="rounds_line_state")),
    ]
