"""The risk policy and its drafts, the instruments, and a class set by hand."""

from django.urls import path

from khuang.care.risk.views import classes, drafts

app_name = "risk"
urlpatterns = [
    path("desk/risk/", classes.policy, name="policy"),
    path("desk/risk/drafts/new/", drafts.copy, name="draft-new"),
    path("desk/risk/drafts/<uuid:key>/", drafts.draft, name="draft"),
    path("desk/risk/drafts/<uuid:key>/parts/<str:part>/", drafts.part, name="draft-part"),
    path("desk/risk/drafts/<uuid:key>/try/", drafts.try_out, name="draft-try"),
    path("desk/risk/drafts/<uuid:key>/gathering/", drafts.gathering, name="gathering"),
    path("desk/risk/drafts/<uuid:key>/trial/", drafts.trial, name="trial"),
    path("desk/risk/drafts/<uuid:key>/propose/", drafts.propose, name="draft-propose"),
    path("desk/risk/drafts/<uuid:key>/withdraw/", drafts.withdraw, name="draft-withdraw"),
    path("desk/risk/drafts/<uuid:key>/refuse/", drafts.refuse, name="draft-refuse"),
    path("desk/risk/drafts/<uuid:key>/approve/", drafts.approve, name="draft-approve"),
    path("desk/risk/drafts/<uuid:key>/delete/", drafts.delete, name="draft-delete"),
    path("desk/risk/notices/<uuid:key>/settle/", drafts.settle_notice, name="settle-notice"),
    path("desk/risk/instruments/", classes.instruments, name="instruments"),
    path("desk/risk/instruments/<slug:code>/", classes.instrument, name="instrument"),
    path("desk/risk/people/<uuid:key>/", classes.person, name="person"),
    path("desk/risk/people/<uuid:key>/override/", classes.override, name="override"),
    path("desk/risk/people/<uuid:key>/override/end/", classes.end_override, name="end-override"),
]
