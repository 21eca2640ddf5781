"""Every address: the portal at the root, the desk below /desk/, phones below /or/."""

from django.urls import include, path

handler500 = "khuang.site.errors.server_error"

urlpatterns = [
    path("", include("khuang.portal.urls")),
    path("", include("khuang.ui.urls")),
    path("", include("khuang.ground.accounts.urls")),
    path("", include("khuang.ground.surveys.urls")),
    path("", include("khuang.ground.messaging.urls")),
    path("", include("khuang.care.people.urls")),
    path("", include("khuang.care.correspondence.urls")),
    path("", include("khuang.care.risk.urls")),
    path("", include("khuang.care.cases.urls")),
    path("", include("khuang.care.support.urls")),
    path("", include("khuang.care.visits.urls")),
    path("", include("khuang.care.wellbeing.urls")),
    path("", include("khuang.care.duty.urls")),
    path("", include("khuang.care.voices.urls")),
    path("", include("khuang.civic.appeals.urls")),
    path("", include("khuang.civic.groups.urls")),
    path("", include("khuang.civic.issues.urls")),
    path("", include("khuang.civic.ballots.urls")),
    path("", include("khuang.civic.forum.urls")),
    path("", include("khuang.civic.hearings.urls")),
    path("", include("khuang.civic.council.urls")),
    path("", include("khuang.civic.plan.urls")),
    path("", include("khuang.civic.projects.urls")),
    path("desk/", include("khuang.desk.urls")),
    path("", include("khuang.ground.places.urls")),
    path("", include("khuang.ground.journal.urls")),
    path("", include("khuang.site.jobs_urls")),
]
