"""The addresses of this room. Every page gives its table as a workbook with `?as=xlsx`."""

from django.urls import path

from luoshi.seeing.views import boards, saved, scopes, search

app_name = "seeing"

urlpatterns = [
    path("search/", search.search_page, name="search"),
    path("units/", scopes.listing, {"kind": "unit"}, name="unit_list"),
    path("units/<int:pk>/", scopes.detail, {"kind": "unit"}, name="unit"),
    path("parts/", scopes.listing, {"kind": "part"}, name="part_list"),
    path("parts/<int:pk>/", scopes.detail, {"kind": "part"}, name="part"),
    path("groups/", scopes.listing, {"kind": "group"}, name="group_list"),
    path("groups/<int:pk>/", scopes.detail, {"kind": "group"}, name="group"),
    path("regions/", scopes.listing, {"kind": "region"}, name="region_list"),
    path("regions/<int:pk>/", scopes.detail, {"kind": "region"}, name="region"),
    path("timeline/", boards.timeline, name="timeline"),
    path("months/", boards.months, name="months"),
    path("changes/", boards.changed, name="changes"),
    path("views/", saved.views, name="views"),
    path("views/save/", saved.save, name="view_save"),
    path("views/<int:pk>/remove/", saved.remove, name="view_remove"),
    path("tasks.json", boards.tasks_json, name="tasks_json"),
]
