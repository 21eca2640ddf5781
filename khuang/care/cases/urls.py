"""Needs, cases and alerts."""

from django.urls import path

from khuang.care.cases.views import alerts, cases, lists, needs, plans

app_name = "cases"

urlpatterns = [
    # /desk/cases/: lists and what waits
    path("desk/cases/", lists.cases, name="cases"),
    path("desk/cases/filters/", lists.save_filter, name="save-filter"),
    path("desk/cases/filters/<uuid:key>/delete/", lists.delete_filter, name="delete-filter"),
    path("desk/cases/approvals/", lists.approvals, name="approvals"),
    path("desk/cases/for-everybody/", cases.open_for_everybody, name="open-for-everybody"),
    # /desk/cases/calendar/ and the secret address itself
    path("desk/cases/calendar/", lists.calendar, name="calendar"),
    path("desk/cases/calendar/make/", lists.make_calendar, name="make-calendar"),
    path("desk/cases/calendar/revoke/", lists.revoke_calendar, name="revoke-calendar"),
    path("calendar/<slug:slug>/<str:secret>/cases.ics", lists.feed, name="feed"),
    # /desk/cases/<case>/: one case
    path("desk/cases/<uuid:key>/", cases.case, name="case"),
    path("desk/cases/<uuid:key>/timeline/", cases.timeline, name="timeline"),
    path("desk/cases/<uuid:key>/sheet/", cases.sheet, name="sheet"),
    path("desk/cases/<uuid:key>/lead/", cases.lead, name="lead"),
    path("desk/cases/<uuid:key>/assess/", cases.assess, name="assess"),
    path("desk/cases/<uuid:key>/follow-up/", cases.follow_up, name="follow-up"),
    path("desk/cases/<uuid:key>/ask-plan/", cases.ask_plan, name="ask-plan"),
    path("desk/cases/<uuid:key>/close/", cases.close, name="close"),
    path("desk/cases/<uuid:key>/reopen/", cases.reopen, name="reopen"),
    path("desk/cases/<uuid:key>/steps/new/", plans.new_step, name="step-new"),
    path("desk/cases/<uuid:key>/services/new/", plans.new_service, name="service-new"),
    path("desk/cases/steps/<uuid:key>/", plans.step, name="step"),
    path("desk/cases/services/<uuid:key>/", plans.service, name="service"),
    path("desk/cases/decisions/<uuid:key>/", cases.decision, name="decision"),
    # /desk/cases/people/<person>/: begin something for somebody
    path("desk/cases/people/<uuid:key>/open/", cases.open_case, name="open"),
    path("desk/cases/people/<uuid:key>/need/", needs.new_need, name="need-new"),
    path("desk/cases/people/<uuid:key>/alert/", alerts.new_alert, name="alert-new"),
    # /desk/cases/alerts/
    path("desk/cases/alerts/", alerts.alerts, name="alerts"),
    path("desk/cases/alerts/<uuid:key>/", alerts.alert, name="alert"),
    path("desk/cases/alerts/<uuid:key>/acknowledge/", alerts.acknowledge, name="acknowledge"),
    # /desk/needs/
    path("desk/needs/doubts/", needs.doubts, name="doubts"),
    path("desk/needs/kinds/", needs.kinds, name="kinds"),
    path("desk/needs/kinds/new/", needs.new_kind, name="kind-new"),
    path("desk/needs/kinds/<slug:code>/", needs.kind, name="kind"),
    path("desk/needs/<uuid:key>/", needs.need, name="need"),
    path("desk/needs/<uuid:key>/take-up/", needs.take_up, name="take-up"),
]
