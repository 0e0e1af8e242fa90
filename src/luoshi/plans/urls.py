"""The addresses of the plans room."""

from django.urls import path

from luoshi.plans.views import imports, lists, names, published, publishing, review

app_name = "plans"

urlpatterns = [
    path("", imports.plan_list, name="list"),
    path("import/", imports.import_file, name="import"),
    path("unit-options/", published.unit_options, name="unit_options"),
    path("<int:pk>/", published.detail, name="detail"),
    path("versions/<int:pk>/progress/", imports.progress, name="progress"),
    path("versions/<int:pk>/restart/", imports.restart, name="restart"),
    path("versions/<int:pk>/discard/", imports.discard, name="discard"),
    path("versions/<int:pk>/review/", review.review, name="review"),
    path("versions/<int:pk>/next/", review.next_pending, name="next"),
    path("versions/<int:pk>/add/", review.add, name="add"),
    path("versions/<int:pk>/accept/", review.accept_many, name="accept_many"),
    path("versions/<int:pk>/names/", names.names, name="names"),
    path("versions/<int:pk>/publish/", publishing.publish, name="publish"),
    path("versions/<int:pk>/changes/", publishing.changes, name="changes"),
    path("versions/<int:pk>/unchanged/", publishing.accept_unchanged, name="accept_unchanged"),
    path("versions/<int:pk>/replaced/<str:kind>/<int:row>/", publishing.replace, name="replace"),
    path("versions/<int:pk>/tasks/", published.task_list, name="task_list"),
    path("versions/<int:pk>/targets/", published.target_list, name="target_list"),
    path("versions/<int:pk>/findings/", published.finding_list, name="finding_list"),
    path("versions/<int:pk>/source/", published.source, name="source"),
    path("versions/<int:pk>/original/", published.download, name="download"),
    path("versions/<int:pk>/lists/<str:form>/", lists.export, name="export"),
    path("items/<int:pk>/", review.card, name="item"),
    path("items/<int:pk>/decide/", review.decide, name="decide"),
    path("items/<int:pk>/edit/", review.edit, name="edit"),
    path("items/<int:pk>/words/", review.set_words, name="set_words"),
    path("findings/<int:pk>/", published.finding_accept, name="finding_accept"),
]
