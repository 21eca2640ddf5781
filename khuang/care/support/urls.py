"""Help that is given and who pays for it."""

from django.urls import path

from khuang.care.support.views import benefits, entitled, lending

app_name = "support"

urlpatterns = [
    path("desk/support/benefits/", benefits.rules, name="benefits"),
    path("desk/support/benefits/received/", benefits.received, name="received"),
    path("desk/support/entitled/", entitled.entitled, name="entitled"),
    path("desk/support/entitled/print/", entitled.visit_list, name="visit-list"),
    path("desk/support/foreseen/", entitled.foreseen, name="foreseen"),
    path("desk/support/people/<uuid:key>/benefits/", benefits.person, name="benefits-of"),
    path("desk/support/people/<uuid:key>/benefits/ask/", benefits.ask, name="benefits-ask"),
    path("desk/support/people/<uuid:key>/benefits/record/", benefits.new_award, name="award-new"),
    path("desk/support/awards/<uuid:key>/", benefits.award, name="award"),
    path("desk/support/equipment/", lending.equipment, name="equipment"),
    path("desk/support/equipment/new/", lending.new_item, name="item-new"),
    path("desk/support/equipment/<uuid:key>/", lending.item, name="item"),
    path("desk/support/loans/", lending.loans, name="loans"),
    path("desk/support/people/<uuid:key>/lend/", lending.lend, name="lend"),
    path("desk/support/loans/<uuid:key>/", lending.loan, name="loan"),
    path("desk/support/loans/<uuid:key>/return/", lending.take_back, name="loan-return"),
    path("desk/support/loans/<uuid:key>/extend/", lending.extend, name="loan-extend"),
]
