"""The addresses of the rounds room."""

from django.urls import path

from luoshi.rounds.views import asking, books, filling, reviewing, settings

app_name = "rounds"

urlpatterns = [
    path("", asking.index, name="list"),
    path("owed/", asking.owed, name="owed"),
    path("new/", asking.open_round, name="open"),
    path("<int:pk>/", asking.detail, name="detail"),
    path("<int:pk>/mine/", asking.mine, name="mine"),
    path("<int:pk>/move/", asking.move, name="move"),
    path("<int:pk>/remind/", asking.remind, name="remind"),
    path("<int:pk>/review/", reviewing.review_page, name="review"),
    path("forms/<int:pk>/", filling.form, name="form"),
    path("forms/<int:pk>/submit/", filling.submit, name="form_submit"),
    path("forms/<int:pk>/unchanged/", filling.unchanged, name="form_unchanged"),
    path("forms/<int:pk>/workbook/", books.download, name="workbook"),
    path("forms/<int:pk>/upload/", books.upload, name="upload"),
    path("uploads/<int:pk>/", books.faults, name="upload_faults"),
    path("uploads/<int:pk>/take/", books.take, name="upload_take"),
    path("lines/<int:pk>/", filling.line, name="line"),
    path("lines/<int:pk>/save/", filling.line_save, name="line_save"),
    path("lines/<int:pk>/unchanged/", filling.line_unchanged, name="line_unchanged"),
    path("lines/<int:pk>/evidence/", filling.evidence_add, name="evidence_add"),
    path("lines/<int:pk>/evidence/remove/", filling.evidence_remove, name="evidence_remove"),
    path("schedules/", settings.schedule_list, name="schedules"),
    path("schedules/<int:pk>/", settings.schedule_rest, name="schedule_rest"),
    path("days/", settings.day_list, name="days"),
    path("days/<int:pk>/remove/", settings.day_remove, name="day_remove"),
]
