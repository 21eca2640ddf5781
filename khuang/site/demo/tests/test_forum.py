"""The forum of the demo: people in groups, so that its pages show what such pages are for."""

from conftest import NOW
from khuang.civic.forum.models import Topic
from khuang.civic.forum.reads.patterns import shown_pattern
from khuang.site.demo.forum import WASTE, tell_forum


def test_the_topic_whose_voting_is_over_shows_what_most_agree_on_and_its_groups(cast, inside):
    tell_forum({"facai": cast.facai}, NOW)
    found = {topic.title: shown_pattern(topic) for topic in Topic.objects.all()}
    assert len(found) == 3 and all(one.consensus for one in found.values())
    waste = found[WASTE.title]
    assert len(waste.groups) == 3 and waste.stability > 70 and waste.may_export
