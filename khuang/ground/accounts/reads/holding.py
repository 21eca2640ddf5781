"""The roles that an account holds now, with all that they open: asked in each request, in one statement.

Written by hand: to have Django make these words anew took a tenth of each request.
"""

from django.utils import timezone

from khuang.ground.accounts.models import Account, RoleAssignment
from khuang.ground.municipalities.context import current_id

_HELD = """
SELECT role.id, role.municipality_id, role.account_id, role.role, role.held_at, role.village_id,
    role.since, role.until,
    ARRAY(
        SELECT home.home_id FROM accounts_assignedhome AS home
        WHERE home.municipality_id = %(municipality)s AND home.assignment_id = role.id
            AND home.since <= %(now)s AND (home.until IS NULL OR home.until > %(now)s)
    ) AS homes_now,
    ARRAY(
        SELECT named.record_id FROM accounts_namedaccount AS named
        WHERE named.municipality_id = %(municipality)s AND named.account_id = role.account_id
            AND named.since <= %(now)s AND (named.until IS NULL OR named.until > %(now)s)
    ) AS named_now,
    ARRAY(
        SELECT glass.record_id FROM accounts_brokenglass AS glass
        WHERE glass.municipality_id = %(municipality)s AND glass.account_id = role.account_id
            AND glass.at <= %(now)s AND glass.until > %(now)s
    ) AS broken_now
FROM accounts_roleassignment AS role
WHERE role.municipality_id = %(municipality)s AND role.account_id = %(account)s
    AND role.since <= %(now)s AND (role.until IS NULL OR role.until > %(now)s)
ORDER BY role.since, role.id
"""


def held_now(account: Account) -> list[RoleAssignment]:
    """Return the roles held now, each with the ids that it opens.

    homes_now   homes assigned to the role
    named_now   guarded records for which the account is named
    broken_now  guarded records whose glass the account broke within the last hour
    """
    values = {"municipality": current_id(), "account": account.pk, "now": timezone.now()}
    return list(RoleAssignment.objects.raw(_HELD, values))
