"""The addresses of the accounts room."""

from django.urls import path

from luoshi.accounts import administration, posts, views

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.password, name="password"),
    path("profile/", views.profile, name="profile"),
    path("users/", administration.user_list, name="user_list"),
    path("users/new/", administration.user_new, name="user_new"),
    path("users/<int:pk>/", administration.user_detail, name="user_detail"),
    path("users/<int:pk>/password/", administration.user_password, name="user_password"),
    path("users/<int:pk>/person/", administration.user_person, name="user_person"),
    path("users/<int:pk>/roles/", administration.role_add, name="role_add"),
    path("roles/<int:pk>/remove/", administration.role_remove, name="role_remove"),
    path("roles/", administration.who_can, name="who_can"),
    path("posts/<int:pk>/", posts.post_detail, name="post_detail"),
    path("posts/<int:pk>/roles/", posts.post_role_add, name="post_role_add"),
    path("posts/<int:pk>/appoint/", posts.post_appoint, name="post_appoint"),
    path("handover/<int:pk>/", posts.hand_over, name="hand_over"),
]
