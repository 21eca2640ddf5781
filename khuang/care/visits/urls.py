"""Volunteers, plans of visits, the round."""

from django.urls import path

from khuang.care.visits.views import history, paper, plan_visits, plans, rounds, schedules

app_name = "visits"

# /round/
round_urls = [
    path("round/", rounds.shell, name="round"),
    path("round/worker.js", rounds.worker, name="round-worker"),
    path("round/today.json", rounds.today, name="round-today"),
    path("round/today/", rounds.plain, name="round-plain"),
    path("round/homes/<uuid:key>/", rounds.home, name="round-home"),
    path("round/visits/<uuid:key>/", rounds.record, name="record"),
]

# /desk/visits/: the plan of a month
plan_urls = [
    path("desk/visits/", plans.overview, name="plans"),
    path("desk/visits/plans/new/", plans.new, name="plan-new"),
    path("desk/visits/plans/compare/", plans.compare, name="plan-compare"),
    path("desk/visits/plans/<uuid:key>/", plans.plan, name="plan"),
    path("desk/visits/plans/<uuid:key>/unserved/", plans.unserved, name="plan-unserved"),
    path("desk/visits/plans/<uuid:key>/without-point/", plans.unpinned, name="plan-unpinned"),
    path("desk/visits/plans/<uuid:key>/days/<str:day>/", plans.day, name="plan-day"),
    path("desk/visits/plans/<uuid:key>/volunteer/", plans.volunteer, name="plan-volunteer"),
    path("desk/visits/plans/<uuid:key>/publish/", plans.publish, name="publish"),
    path("desk/visits/plans/<uuid:key>/discard/", plans.discard, name="discard"),
    path("desk/visits/plans/<uuid:key>/away/", plans.away, name="plan-away"),
    path("desk/visits/plans/<uuid:key>/again/", plans.again, name="plan-again"),
    path("desk/visits/planning/<uuid:key>/", plans.progress, name="planning"),
    path("desk/visits/planning/<uuid:key>/stop/", plans.stop, name="planning-stop"),
    path("desk/visits/planned/<uuid:key>/", plan_visits.visit, name="planned"),
    path("desk/visits/planned/<uuid:key>/move/", plan_visits.move, name="move"),
    path("desk/visits/planned/<uuid:key>/lock/", plan_visits.lock, name="lock"),
    path("desk/visits/planned/<uuid:key>/cancel/", plan_visits.cancel, name="cancel"),
]

# /desk/visits/: how often somebody is visited
schedule_urls = [
    path("desk/visits/schedules/", schedules.schedules, name="schedules"),
    path("desk/visits/schedules/renew/", schedules.renew, name="schedules-renew"),
    path("desk/visits/schedules/rules/", schedules.rules, name="schedule-rules"),
    path("desk/visits/schedules/<uuid:key>/end/", schedules.end, name="schedule-end"),
    path("desk/visits/people/<uuid:key>/", schedules.person, name="person"),
    path("desk/visits/people/<uuid:key>/schedule/", schedules.change, name="schedule"),
    path("desk/visits/people/<uuid:key>/two-people/", schedules.risky, name="risky"),
    path("desk/visits/people/<uuid:key>/one-person/", schedules.calm, name="calm"),
    path("desk/visits/people/<uuid:key>/add/", plan_visits.add, name="visit-add"),
]

# /desk/rounds/
paper_urls = [
    path("round/today/sheet/", paper.own_sheet, name="own-sheet"),
    path("desk/rounds/", paper.rounds, name="rounds"),
    path("desk/rounds/<uuid:key>/sheet/", paper.sheet, name="sheet"),
    path("desk/rounds/<uuid:key>/type/", paper.type_in, name="type-in"),
]

# /desk/visits/
history_urls = [
    path("desk/people/<uuid:key>/visits/", history.history, name="history"),
    path("desk/visits/questions/", history.questions, name="questions"),
    path("desk/visits/questions/<uuid:key>/settle/", history.settle, name="settle"),
    path("desk/visits/<uuid:key>/reply/", history.reply, name="reply"),
]

urlpatterns = [*round_urls, *plan_urls, *schedule_urls, *paper_urls, *history_urls]
