"""The addresses of the ladder."""

from django.urls import path

from luoshi.urging import views

app_name = "urging"

urlpatterns = [
    path("", views.urge_list, name="list"),
    path("confirm/", views.confirm, name="confirm"),
    path("<int:pk>/decline/", views.decline, name="decline"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/panel/", views.panel, name="panel"),
    path("tasks/<int:pk>/urge/", views.by_hand, name="by_hand"),
]
