"""The addresses of the organisation."""

from django.urls import path

from luoshi.orgs.views import groups, lists, people, regions, units

app_name = "orgs"

urlpatterns = [
    path("regions/", regions.region_list, name="region_list"),
    path("regions/new/", regions.region_new, name="region_new"),
    path("regions/import/", lists.region_import, name="region_import"),
    path("regions/export/", lists.region_export, name="region_export"),
    path("regions/<int:pk>/", regions.region_edit, name="region_edit"),
    path("regions/<int:pk>/end/", regions.region_end, name="region_end"),
    path("units/", units.unit_list, name="unit_list"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/import/", lists.unit_import, name="unit_import"),
    path("units/export/", lists.unit_export, name="unit_export"),
    path("units/<int:pk>/", units.unit_detail, name="unit_detail"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
    path("units/<int:pk>/rename/", units.unit_rename, name="unit_rename"),
    path("units/<int:pk>/merge/", units.unit_merge, name="unit_merge"),
    path("units/<int:pk>/aliases/", units.alias_add, name="alias_add"),
    path("units/<int:pk>/posts/", people.post_new, name="post_new"),
    path("merges/<int:pk>/undo/", units.merge_undo, name="merge_undo"),
    path("aliases/<int:pk>/remove/", units.alias_remove, name="alias_remove"),
    path("people/", people.person_list, name="person_list"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<int:pk>/", people.person_detail, name="person_detail"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("groups/", groups.group_list, name="group_list"),
    path("groups/<int:pk>/", groups.group_detail, name="group_detail"),
    path("groups/<int:pk>/edit/", groups.group_edit, name="group_edit"),
    path("groups/<int:pk>/members/", groups.member_add, name="member_add"),
    path("groups/<int:pk>/convenors/", groups.convenor_new, name="convenor_new"),
    path("convenors/<int:pk>/", groups.convenor_edit, name="convenor_edit"),
    path("convenors/<int:pk>/remove/", groups.convenor_remove, name="convenor_remove"),
    path("members/<int:pk>/", groups.member_edit, name="member_edit"),
    path("members/<int:pk>/remove/", groups.member_remove, name="member_remove"),
]
