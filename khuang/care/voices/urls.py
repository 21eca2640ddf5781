"""Reports at the desk, talks at home, issues for the forum."""

from django.urls import path

from khuang.care.voices.views import intake, issues, reports, talks

app_name = "voices"

urlpatterns = [
    # /desk/reports/
    path("desk/reports/", reports.reports, name="reports"),
    path("desk/reports/new/", intake.new_report, name="report-new"),
    path("desk/reports/who/", intake.who, name="who"),
    path("desk/reports/people/<uuid:key>/", intake.new_report_about, name="report-about"),
    path("desk/reports/scans/<uuid:key>/", reports.scan, name="scan"),
    path("desk/reports/<uuid:key>/", reports.report, name="report"),
    path("desk/reports/<uuid:key>/receipt/", reports.receipt, name="receipt"),
    path("desk/reports/<uuid:key>/answer/", reports.answer, name="answer"),
    path("desk/reports/<uuid:key>/close/", reports.close, name="close"),
    path("desk/reports/<uuid:key>/pass-on/", reports.pass_on, name="pass-on"),
    path("desk/reports/<uuid:key>/tell/", reports.tell, name="tell"),
    # /desk/talks/
    path("desk/talks/", talks.talks, name="talks"),
    path("desk/talks/new/", talks.find_home, name="talk-home"),
    path("desk/talks/homes/<uuid:key>/", talks.invite, name="talk-new"),
    path("desk/talks/<uuid:key>/", talks.talk, name="talk"),
    path("desk/talks/<uuid:key>/letter/", talks.letter, name="talk-letter"),
    path("desk/talks/<uuid:key>/who/", talks.hold, name="hold"),
    path("desk/talks/<uuid:key>/close/", talks.close_talk, name="talk-close"),
    path("desk/talks/<uuid:key>/cancel/", talks.cancel, name="talk-cancel"),
    path("desk/talks/<uuid:key>/issues/", talks.new_issue, name="issue-new"),
    path("desk/talks/issues/<uuid:key>/", talks.issue, name="issue-correct"),
    path("desk/talks/issues/<uuid:key>/drop/", talks.drop_issue, name="issue-drop"),
    # /desk/issues/: what waits for the forum
    path("desk/issues/", issues.issues, name="issues"),
    path("desk/issues/words/<uuid:key>/", issues.word, name="word"),
    path("desk/issues/<uuid:key>/", issues.issue, name="issue"),
    path("desk/issues/<uuid:key>/withdraw/", issues.withdraw, name="issue-withdraw"),
    path("desk/issues/<uuid:key>/told/", issues.told, name="issue-told"),
]
