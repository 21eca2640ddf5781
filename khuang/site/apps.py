from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "khuang.site"
    label = "site"

    def ready(self):
        """Wire what lower floors need from higher ones."""
        from khuang.care.cases import timelines
        from khuang.care.people import reads as people
        from khuang.care.support import actions as support
        from khuang.care.support.reads.happenings import packages_for_case
        from khuang.care.visits.reads.happenings import visits_for_case
        from khuang.care.visits.rules.findings import FORM as VISIT
        from khuang.civic.appeals import offers
        from khuang.ground.accounts import homes, own_pages
        from khuang.ground.journal import actions as journal
        from khuang.ground.journal import long_work, names
        from khuang.ground.messaging import hearing, posting
        from khuang.ground.messaging import names as messaging_names
        from khuang.ground.municipalities import pages_above
        from khuang.ground.surveys import links, lists, senders, withheld
        from khuang.site import actors, flow, long_works, messages
        from khuang.site import hearing as heard
        from khuang.site.homes import RegisteredHomes
        from khuang.site.links import registry_pages
        from khuang.site.told_messages import messages_for_case

        journal.plug(flow.follow)
        names.plug(actors.names)
        long_work.plug(long_works.defer)
        posting.plug(messages.post)
        messaging_names.plug(people.named_in)
        hearing.plug(heard.queue)
        homes.plug(RegisteredHomes())
        own_pages.plug("correspondence:my-line", _("My LINE and telephone, for alerts"))
        links.plug(registry_pages)
        withheld.plug(people.withheld)
        senders.plug(VISIT, "visits.round")
        offers.plug(support.receive_offer)
        pages_above.plug(
            topic="portal:topic",
            new_topic="forum:topic-new",
            bring_item="council:councils",
            hearing="portal:hearing",
            hearing_by_phone="portal:hearing-phone",
            vote="portal:vote",
            project="portal:project",
            path="desk:path",
        )
        self._show_paths()
        timelines.plug("visits", visits_for_case)
        timelines.plug("packages", packages_for_case)
        timelines.plug("messages", messages_for_case)
        for name, rows in (("household", people.phone_households), ("person", people.phone_people)):
            lists.plug(name, rows, properties=people.registry_columns(name), has_homes=name == "household")

    def _show_paths(self):
        """Let each app of the public wing say how its nodes are shown on a path."""
        from khuang.civic.council import reads as council
        from khuang.civic.forum import reads as forum
        from khuang.civic.hearings import reads as hearings
        from khuang.civic.issues import reads as issues
        from khuang.civic.issues import shown
        from khuang.civic.plan.reads import nodes as plan
        from khuang.civic.projects import reads as projects
        from khuang.site import elections

        shown.plug(issues.as_nodes, "issue")
        shown.plug(forum.as_nodes, "topic", "statement", "agreement")
        shown.plug(elections.as_nodes, "election")
        shown.plug(hearings.as_nodes, "hearing")
        shown.plug(council.as_nodes, "item", "resolution")
        shown.plug(plan.as_nodes, "proposal", "plan-item", "budget-line")
        shown.plug(projects.as_nodes, "project")
