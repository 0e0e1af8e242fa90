"""The addresses of the frame itself."""

from django.urls import path

from luoshi.web import views

app_name = "web"

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.language, name="language"),
    path("larger-type/", views.larger_type, name="larger_type"),
    path("health/", views.health, name="health"),
]
