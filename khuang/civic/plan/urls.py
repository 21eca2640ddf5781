"""What planners and the mayor open."""

from django.urls import path

from khuang.civic.plan.views import budgets, items, plans, proposals

app_name = "plan"

urlpatterns = [
    # /desk/proposals/
    path("desk/proposals/", proposals.proposals, name="proposals"),
    path("desk/proposals/new/", proposals.new_proposal, name="proposal-new"),
    path("desk/proposals/<uuid:key>/", proposals.proposal, name="proposal"),
    path("desk/proposals/<uuid:key>/reply/", proposals.reply, name="reply"),
    path("desk/proposals/replies/<uuid:key>/decide/", proposals.decide, name="reply-decide"),
    path("desk/proposals/replies/<uuid:key>/back/", proposals.send_back, name="reply-back"),
    # /desk/plan/
    path("desk/plan/", plans.plans, name="plans"),
    path("desk/plan/new/", plans.new_plan, name="plan-new"),
    path("desk/plan/<uuid:key>/", plans.plan, name="plan"),
    path("desk/plan/<uuid:key>/editions/new/", plans.new_edition, name="edition-new"),
    path("desk/plan/editions/<uuid:key>/", plans.edition, name="edition"),
    path("desk/plan/editions/<uuid:key>/book/", plans.book, name="book"),
    path("desk/plan/editions/<uuid:key>/against/<uuid:other>/", plans.compare, name="compare"),
    path("desk/plan/editions/<uuid:key>/steps/<slug:code>/", plans.step, name="step"),
    path("desk/plan/editions/<uuid:key>/approve/", plans.approve, name="approve"),
    path("desk/plan/editions/<uuid:key>/drop/", plans.drop, name="drop"),
    path("desk/plan/editions/<uuid:key>/projects/new/", items.new_item, name="item-new"),
    path("desk/plan/editions/<uuid:key>/projects/join/", items.merge, name="item-merge"),
    path("desk/plan/editions/<uuid:key>/projects/<uuid:item>/", items.item, name="item"),
    path("desk/plan/editions/<uuid:key>/projects/<uuid:item>/out/", items.take_out, name="item-out"),
    path("desk/plan/editions/<uuid:key>/projects/<uuid:item>/divide/", items.split, name="item-split"),
    path("desk/plan/editions/<uuid:key>/table/", items.bring, name="bring"),
    path("desk/plan/tables/<uuid:key>/", items.table, name="table"),
    path("desk/plan/tables/<uuid:key>/take/", items.take, name="table-take"),
    path("desk/plan/tables/<uuid:key>/refused/", items.refused, name="table-refused"),
    # /desk/budget/
    path("desk/budget/", budgets.budgets, name="budgets"),
    path("desk/budget/new/", budgets.new_budget, name="budget-new"),
    path("desk/budget/<uuid:key>/", budgets.budget, name="budget"),
    path("desk/budget/<uuid:key>/sum/", budgets.total, name="budget-total"),
    path("desk/budget/<uuid:key>/steps/<slug:code>/", budgets.step, name="budget-step"),
    path("desk/budget/<uuid:key>/approve/", budgets.approve, name="budget-approve"),
    path("desk/budget/<uuid:key>/lines/new/", budgets.new_line, name="line-new"),
    path("desk/budget/lines/<uuid:key>/remove/", budgets.remove_line, name="line-remove"),
    path("desk/budget/lines/<uuid:key>/approve/", budgets.approve_line, name="line-approve"),
    path("desk/budget/lines/<uuid:key>/move/", budgets.move, name="move"),
    path("desk/budget/movements/<uuid:key>/decide/", budgets.decide, name="movement-decide"),
    path("desk/budget/movements/<uuid:key>/decline/", budgets.decline, name="movement-decline"),
]
