"""What staff open: issues to be checked, joined and divided."""

from django.urls import path

from khuang.civic.issues.views import correcting, issues

app_name = "issues"

urlpatterns = [
    path("desk/forum/issues/", issues.issues, name="issues"),
    path("desk/forum/issues/new/", issues.take_down, name="take-down"),
    path("desk/forum/issues/<uuid:key>/", issues.issue, name="issue"),
    path("desk/forum/issues/<uuid:key>/merge/", issues.merge, name="merge"),
    path("desk/forum/issues/<uuid:key>/reword/", correcting.reword, name="reword"),
    path("desk/forum/issues/<uuid:key>/take-away/", correcting.take_away, name="take-away"),
    path("desk/forum/issues/<uuid:key>/split/", issues.split, name="split"),
]
