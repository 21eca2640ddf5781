"""Volunteers, plans of visits, the round."""

from django.urls import path

from khuang.care.visits.views import (
    availability,
    family,
    history,
    paper,
    plan_visits,
    plans,
    rounds,
    schedules,
    supervision,
    volunteers,
    volunteers_import,
    volunteers_leaving,
    volunteers_mine,
)

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

# /desk/volunteers/
volunteer_urls = [
    path("desk/volunteers/", volunteers.volunteers, name="volunteers"),
    path("desk/volunteers/new/", volunteers.new_volunteer, name="volunteer-new"),
    path("desk/volunteers/import/", volunteers_import.import_list, name="volunteers-import"),
    path("desk/volunteers/mine/", volunteers_mine.mine, name="mine"),
    path("desk/volunteers/mine/sign/", volunteers_mine.sign, name="sign-undertaking"),
    path("desk/volunteers/kinds/", volunteers.kinds, name="volunteer-kinds"),
    path("desk/volunteers/kinds/new/", volunteers.new_kind, name="volunteer-kind-new"),
    path("desk/volunteers/kinds/<slug:code>/", volunteers.kind, name="volunteer-kind"),
    path("desk/volunteers/<uuid:key>/", volunteers.volunteer, name="volunteer"),
    path("desk/volunteers/<uuid:key>/change/", volunteers.change_volunteer, name="volunteer-change"),
    path("desk/volunteers/<uuid:key>/place/", volunteers.place_volunteer, name="volunteer-place"),
    path("desk/volunteers/<uuid:key>/partner/", volunteers.pair_volunteer, name="volunteer-partner"),
    path("desk/volunteers/<uuid:key>/week/", availability.week, name="volunteer-week"),
    path("desk/volunteers/<uuid:key>/absence/", availability.new_absence, name="absence-new"),
    path("desk/volunteers/<uuid:key>/sick/", availability.sick, name="volunteer-sick"),
    path("desk/absences/<uuid:key>/end/", availability.end_absence, name="absence-end"),
    path("desk/volunteers/<uuid:key>/training/", volunteers.new_training, name="training-new"),
    path("desk/trainings/<uuid:key>/take-back/", volunteers.take_training_back, name="training-take-back"),
    path("desk/volunteers/<uuid:key>/undertaking/", volunteers.undertaking, name="undertaking"),
    path("desk/volunteers/<uuid:key>/thanks/", volunteers.thank, name="volunteer-thank"),
    path("desk/volunteers/<uuid:key>/certificate/", volunteers.certify, name="certify"),
    path("desk/certificates/<uuid:key>/", volunteers_mine.certificate, name="certificate"),
    path("desk/volunteers/<uuid:key>/leave/", volunteers_leaving.leave, name="volunteer-leave"),
    path("desk/volunteers/<uuid:key>/hand-over/", volunteers_leaving.hand_over, name="hand-over"),
    path("desk/volunteers/<uuid:key>/hand-over/all/", volunteers_leaving.pass_all, name="hand-over-all"),
    path("desk/hand-overs/<uuid:key>/pass/", volunteers_leaving.pass_one, name="hand-over-pass"),
    path("desk/people/<uuid:key>/wishes/", availability.wishes, name="wishes"),
    path("desk/wishes/<uuid:key>/end/", availability.end_wish, name="wish-end"),
]

# /desk/visits/supervision/
supervision_urls = [
    path("desk/visits/supervision/", supervision.supervision, name="supervision"),
    path("desk/visits/supervision/places/", supervision.unpinned, name="unpinned"),
    path("desk/visits/digests/", supervision.digests, name="digests"),
    path("desk/visits/digests/<uuid:key>/", supervision.digest, name="digest"),
]

# /desk/family-carers/
family_urls = [
    path("desk/family-carers/", family.carers, name="family-carers"),
    path("desk/family-carers/<uuid:key>/", family.carer, name="family-carer"),
    path("desk/family-carers/<uuid:key>/talk/", family.interview, name="family-interview"),
    path("desk/family-carers/<uuid:key>/respite/", family.respite, name="family-respite"),
]

urlpatterns = [
    *(*round_urls, *plan_urls, *schedule_urls, *paper_urls, *history_urls),
    *(*volunteer_urls, *supervision_urls, *family_urls),
]
