"""Addresses of the inbox and the outbox."""

from django.urls import path

from luoshi.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("<int:pk>/", views.follow, name="follow"),
    path("addresses/", views.addresses, name="addresses"),
    path("addresses/<int:pk>/remove/", views.address_remove, name="address_remove"),
    path("robots/", views.robots, name="robots"),
    path("robots/<int:pk>/test/", views.robot_test, name="robot_test"),
    path("robots/<int:pk>/remove/", views.robot_remove, name="robot_remove"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/again/", views.send_all_again, name="send_all_again"),
    path("outbox/<int:pk>/again/", views.send_again, name="send_again"),
]
