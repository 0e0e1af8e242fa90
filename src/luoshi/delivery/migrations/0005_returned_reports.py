from django.db import migrations, models

# When each report came back last, as its rows of history tell.
FILL = """
UPDATE delivery_report SET returned_at = (
    SELECT max(at) FROM flow_transition
    WHERE subject_type = 'delivery.report' AND subject_id = delivery_report.id AND new = 'returned'
)
"""


class Migration(migrations.Migration):
    dependencies = [("delivery", "0004_target_paces"), ("flow", "0002_counted_by_moment")]

    operations = [
        migrations.AddField("report", "returned_at", models.DateTimeField(editable=False, null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True),
        migrations.RemoveIndex("report", "delivery_report_months"),
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["unit", "period_end", "state", "due", "submitted_at", "returned_at"],
                name="delivery_report_timely",
            ),
        ),
    ]
