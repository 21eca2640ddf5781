"""Help that is given and who pays for it."""

from django.urls import path

from khuang.care.support.views import (
    appeals,
    benefits,
    entitled,
    funders,
    lending,
    packages,
    receipts,
)

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
    path("desk/support/packages/", packages.packages, name="packages"),
    path("desk/support/packages/needs/", packages.needs, name="package-needs"),
    path("desk/support/packages/needs/<uuid:key>/", packages.propose, name="propose-package"),
    path("desk/support/packages/<uuid:key>/", packages.package, name="package"),
    path("desk/support/packages/<uuid:key>/approve/", packages.approve, name="approve-package"),
    path("desk/support/packages/<uuid:key>/pledge/", receipts.pledge, name="pledge"),
    path("desk/support/packages/<uuid:key>/hand-over/", packages.hand_over, name="hand-over"),
    path("desk/support/packages/<uuid:key>/sheet/", packages.sheet, name="acceptance-sheet"),
    path("desk/support/packages/<uuid:key>/close/", packages.close, name="close-package"),
    path("desk/support/packages/<uuid:key>/cancel/", packages.cancel, name="cancel-package"),
    path("desk/support/packages/<uuid:key>/appeal/", appeals.propose, name="propose-appeal"),
    path("desk/support/papers/<uuid:key>/", packages.paper, name="paper"),
    path("desk/support/movements/<uuid:key>/undo/", receipts.undo, name="undo-movement"),
    path("desk/support/pledges/<uuid:key>/withdraw/", receipts.withdraw, name="withdraw-pledge"),
    *(
        path(f"desk/support/pledges/<uuid:key>/{way}/", receipts.move, {"way": way}, name=way)
        for way in receipts.MOVES
    ),
    path("desk/support/funders/", funders.funders, name="funders"),
    path("desk/support/funders/new/", funders.new, name="funder-new"),
    path("desk/support/funders/<uuid:key>/", funders.funder, name="funder"),
    path("desk/support/funders/<uuid:key>/change/", funders.change, name="funder-change"),
    path("desk/support/funders/<uuid:key>/letter/", funders.letter, name="funder-letter"),
    path("desk/support/appeals/", appeals.appeals, name="appeals"),
    path("desk/support/appeals/<uuid:key>/", appeals.appeal, name="appeal"),
    path("desk/support/appeals/<uuid:key>/withdraw/", appeals.withdraw, name="withdraw-appeal"),
    path("desk/support/offers/", appeals.offers, name="offers"),
    path("desk/support/offers/<uuid:key>/", appeals.offer, name="offer"),
]
