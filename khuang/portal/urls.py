"""What anyone may open."""

from django.urls import path

from khuang.portal.views import (
    appeals,
    calendar,
    council,
    court,
    elections,
    forum,
    groups,
    hearings,
    issues,
    open_files,
    patterns,
    plan,
    projects,
    voting,
)

app_name = "portal"

urlpatterns = [
    path("", court.front, name="front"),
    path("in/<slug:slug>/", court.municipality, name="municipality"),
    path("appeals/", appeals.all_appeals, name="all-appeals"),
    path("in/<slug:slug>/appeals/", appeals.appeals, name="appeals"),
    path("in/<slug:slug>/appeals/<slug:reference>/", appeals.appeal, name="appeal"),
    # What is on, and the files of open data.
    path("in/<slug:slug>/calendar/", calendar.calendar, name="calendar"),
    path("in/<slug:slug>/calendar.ics", calendar.ical, name="ical"),
    path("in/<slug:slug>/open-data/", open_files.open_files, name="open-data"),
    path("in/<slug:slug>/open-data/issues.csv", open_files.issues_csv, name="issues-csv"),
    path("in/<slug:slug>/open-data/paths.csv", open_files.paths_csv, name="paths-csv"),
    # Issues.
    path("in/<slug:slug>/issues/", issues.issues, name="issues"),
    path("in/<slug:slug>/issues/raise/", issues.raise_issue, name="issue-raise"),
    path("in/<slug:slug>/issues/mine/", issues.mine, name="issue-mine"),
    path("in/<slug:slug>/issues/<slug:reference>/", issues.issue, name="issue"),
    path("in/<slug:slug>/issues/<slug:reference>/follow/", issues.follow, name="issue-follow"),
    # Proposals, development plan, budget.
    path("in/<slug:slug>/proposals/", plan.proposals, name="proposals"),
    path("in/<slug:slug>/proposals/<uuid:key>/", plan.proposal, name="proposal"),
    path("in/<slug:slug>/plan/", plan.plan, name="plan"),
    path("in/<slug:slug>/plan/<int:first_year>/", plan.plan, name="plan-of"),
    path("in/<slug:slug>/plan/<int:first_year>/print/", plan.print_book, name="plan-print"),
    path("in/<slug:slug>/plan/<int:first_year>/plan.xlsx", plan.book, name="plan-book"),
    path("in/<slug:slug>/plan/editions/<uuid:key>/", plan.edition, name="plan-edition"),
    path("in/<slug:slug>/plan/projects/<uuid:key>/", plan.item, name="plan-item"),
    path("in/<slug:slug>/budget/", plan.budget, name="budget-newest"),
    path("in/<slug:slug>/budget/<int:year>/", plan.budget, name="budget"),
    path("in/<slug:slug>/budget/<int:year>/lines.csv", plan.budget_csv, name="budget-csv"),
    # Projects and their inspection.
    path("in/<slug:slug>/projects/", projects.projects, name="projects"),
    path("in/<slug:slug>/projects/projects.csv", projects.as_csv, name="projects-csv"),
    path("in/<slug:slug>/projects/reports/", projects.receipt, name="inspection-mine"),
    path("in/<slug:slug>/projects/pictures/<uuid:key>/", projects.picture, name="project-picture"),
    path("in/<slug:slug>/projects/<uuid:key>/", projects.project, name="project"),
    path("in/<slug:slug>/projects/<uuid:key>/look/", projects.look, name="look"),
    # Hearings.
    path("in/<slug:slug>/hearings/", hearings.hearings, name="hearings"),
    path("in/<slug:slug>/hearings/<uuid:key>/", hearings.hearing, name="hearing"),
    path("in/<slug:slug>/hearings/<uuid:key>/phone/", hearings.phone, name="hearing-phone"),
    # in/<slug>/forum/: topics, statements, votes without an account
    path("in/<slug:slug>/forum/", forum.forum, name="forum"),
    path("in/<slug:slug>/forum/<uuid:key>/", forum.topic, name="topic"),
    path("in/<slug:slug>/forum/<uuid:key>/say/", forum.say, name="topic-say"),
    path("in/<slug:slug>/forum/<uuid:key>/statements/", forum.statements, name="topic-statements"),
    path("in/<slug:slug>/forum/<uuid:key>/patterns/", patterns.patterns, name="topic-patterns"),
    path("in/<slug:slug>/forum/<uuid:key>/votes.zip", patterns.votes_file, name="topic-patterns-file"),
    path("in/<slug:slug>/forum/<uuid:key>/vote/", voting.vote, name="topic-vote"),
    path("in/<slug:slug>/forum/<uuid:key>/mine/", voting.mine, name="topic-mine"),
    path("in/<slug:slug>/forum/<uuid:key>/me/", voting.about_me, name="topic-me"),
    path("in/<slug:slug>/forum/statements/<slug:receipt>/", forum.statement, name="statement"),
    path("in/<slug:slug>/forum/enclosures/<uuid:key>/", forum.enclosure, name="enclosure"),
    path("in/<slug:slug>/agreements/<uuid:key>/", voting.agreement, name="agreement"),
    # Groups and councils.
    path("in/<slug:slug>/groups/", groups.groups, name="groups"),
    path("in/<slug:slug>/groups/<uuid:key>/", groups.group, name="group"),
    path("in/<slug:slug>/council/", council.councils, name="councils"),
    path("in/<slug:slug>/council/<uuid:key>/", council.council, name="council"),
    path("in/<slug:slug>/council/meetings/<uuid:key>/", council.meeting, name="council-meeting"),
    path("in/<slug:slug>/council/items/<uuid:key>/", council.item, name="council-item"),
    path("in/<slug:slug>/council/rounds/<uuid:key>/", council.round_, name="council-round"),
    path("in/<slug:slug>/council/resolutions/<uuid:key>/", council.resolution, name="council-resolution"),
    # Elections: options and rules, a vote by a slip, results, sheets to count again.
    path("in/<slug:slug>/elections/", elections.elections, name="elections"),
    path("in/<slug:slug>/elections/<uuid:key>/", elections.election, name="election"),
    path("in/<slug:slug>/elections/<uuid:key>/vote/", elections.vote, name="vote"),
    path("in/<slug:slug>/elections/<uuid:key>/<int:number>.json", elections.sheet, name="count-sheet"),
    path("in/<slug:slug>/elections/<uuid:key>/<int:number>.csv", elections.as_csv, name="count-csv"),
    path("in/<slug:slug>/elections/<uuid:key>/<int:number>.pb", elections.as_pabulib, name="count-pabulib"),
]
