"""Addresses of what recurs."""

from django.urls import path

from luoshi.jobs import views

app_name = "jobs"

urlpatterns = [
    path("schedules/", views.schedule_list, name="schedule_list"),
    path("schedules/<int:pk>/run/", views.schedule_run, name="schedule_run"),
]
