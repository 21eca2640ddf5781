"""Projects, their money and their inspection, at the desk."""

from django.urls import path

from khuang.civic.projects.views import inspections, money, projects

app_name = "projects"

urlpatterns = [
    # /desk/projects/
    path("desk/projects/", projects.projects, name="projects"),
    path("desk/projects/lines/", projects.lines, name="lines"),
    path("desk/projects/lines/<uuid:key>/new/", projects.new_project, name="project-new"),
    path("desk/projects/milestones/<uuid:key>/", projects.reach, name="reach"),
    path("desk/projects/vouchers/<uuid:key>/undo/", money.undo_voucher, name="voucher-undo"),
    path("desk/projects/photographs/<uuid:key>/", money.photograph, name="photograph"),
    path("desk/projects/photographs/<uuid:key>/remove/", money.remove_photograph, name="photograph-remove"),
    path("desk/projects/<uuid:key>/", projects.project, name="project"),
    path("desk/projects/<uuid:key>/start/", projects.start, name="start"),
    path("desk/projects/<uuid:key>/close/", projects.close, name="close"),
    path("desk/projects/<uuid:key>/stop/", projects.stop, name="stop"),
    path("desk/projects/<uuid:key>/divide/", projects.divide, name="divide"),
    path("desk/projects/<uuid:key>/join/", projects.join, name="join"),
    path("desk/projects/<uuid:key>/milestone/", projects.new_milestone, name="milestone-new"),
    path("desk/projects/<uuid:key>/contract/", money.new_contract, name="contract-new"),
    path("desk/projects/<uuid:key>/voucher/", money.new_voucher, name="voucher-new"),
    path("desk/projects/<uuid:key>/photograph/", money.new_photograph, name="photograph-new"),
    path("desk/projects/<uuid:key>/stake/", inspections.stake, name="stake"),
    # /desk/inspections/: what residents saw, and who stands on the roll
    path("desk/inspections/", inspections.inspections, name="inspections"),
    path("desk/inspections/roll/", inspections.roll, name="roll"),
    path("desk/inspections/roll/<uuid:key>/end/", inspections.end_inspector, name="inspector-end"),
    path("desk/inspections/<uuid:key>/", inspections.inspection, name="inspection"),
    path("desk/inspections/<uuid:key>/picture/", inspections.inspection_picture, name="inspection-picture"),
]
