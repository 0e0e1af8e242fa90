"""The addresses of the audit record."""

from django.urls import path

from luoshi.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.record_list, name="list"),
    path("check/", views.check, name="check"),
    path("history/<str:subject_type>/<str:subject_id>/", views.history, name="history"),
]
