"""The addresses of the delivery desk."""

from django.urls import path

from luoshi.delivery.views import boards, breakdown, files, flows, reports, requests, rules, targets, tasks

app_name = "delivery"

urlpatterns = [
    path("", boards.desk, name="desk"),
    path("sections/<slug:name>/", boards.desk_section, name="desk_section"),
    path("dashboard/", boards.dashboard, name="dashboard"),
    path("leader/", boards.leader, name="leader"),
    path("tasks/", tasks.task_list, name="task_list"),
    path("tasks/move/", tasks.move_many, name="task_move_many"),
    path("flows/", flows.flows, name="flows"),
    path("rules/", rules.rules, name="rules"),
    path("rules/adopt/", rules.adopt, name="rule_adopt"),
    path("tasks/<int:pk>/curve/", breakdown.curve, name="task_curve"),
    path("targets/<int:pk>/pace/", targets.measure, name="target_pace"),
    path("tasks/<int:pk>/", tasks.detail, name="task_detail"),
    path("tasks/<int:pk>/story/", tasks.story, name="task_story"),
    path("tasks/<int:pk>/why/", tasks.why, name="task_why"),
    path("tasks/<int:pk>/move/", tasks.move, name="task_move"),
    path("tasks/<int:pk>/lead/", tasks.lead, name="task_lead"),
    path("tasks/<int:pk>/milestones/", breakdown.milestone_add, name="milestone_add"),
    path("milestones/<int:pk>/", breakdown.milestone_done, name="milestone_done"),
    path("tasks/<int:pk>/light/", requests.override, name="light_override"),
    path("tasks/<int:pk>/extend/", requests.ask, name="extension_ask"),
    path("extensions/<int:pk>/", requests.decide, name="extension_decide"),
    path("tasks/<int:pk>/report/", reports.begin, name="report_begin"),
    path("tasks/<int:pk>/unchanged/", reports.unchanged, name="report_unchanged"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/move/", reports.move_many, name="report_move_many"),
    path("reports/<int:pk>/", reports.detail, name="report_detail"),
    path("reports/<int:pk>/save/", reports.save, name="report_save"),
    path("reports/<int:pk>/move/", reports.move, name="report_move"),
    path("reports/<int:pk>/evidence/", files.add, name="evidence_add"),
    path("evidence/<int:pk>/", files.download, name="evidence"),
    path("evidence/<int:pk>/remove/", files.remove, name="evidence_remove"),
]
