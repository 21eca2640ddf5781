"""Elections at the desk: make, hand out, type, count; and vote as a delegate."""

from django.urls import path

from khuang.civic.ballots.views import counting, elections, papers, slips, voting

app_name = "ballots"

urlpatterns = [
    # /desk/elections/
    path("desk/elections/", elections.elections, name="elections"),
    path("desk/elections/new/", elections.new, name="new"),
    path("desk/elections/file/", elections.from_file, name="from-file"),
    path("desk/elections/<uuid:key>/", elections.election, name="election"),
    path("desk/elections/<uuid:key>/change/", elections.change, name="change"),
    path("desk/elections/<uuid:key>/open/", elections.open_election, name="open"),
    path("desk/elections/<uuid:key>/close/", elections.close, name="close"),
    # Slips with tokens, papers with numbers.
    path("desk/elections/<uuid:key>/tokens/", slips.tokens, name="tokens"),
    path("desk/elections/<uuid:key>/tokens/spoilt/", slips.spoilt, name="spoilt"),
    path("desk/elections/<uuid:key>/papers/", slips.papers, name="papers"),
    path("desk/elections/<uuid:key>/type/", papers.type_in, name="type"),
    path("desk/elections/<uuid:key>/box/", papers.box, name="box"),
    path("desk/elections/papers/<uuid:key>/", papers.paper, name="paper"),
    path("desk/elections/papers/<uuid:key>/drop/", papers.drop, name="drop"),
    path("desk/elections/papers/<uuid:key>/same-as/<uuid:right>/", papers.same, name="same"),
    # Counting.
    path("desk/elections/<uuid:key>/count/", counting.count, name="count"),
    path("desk/elections/<uuid:key>/again/", counting.again, name="again"),
    # Voting: an officer helps, a delegate votes.
    path("desk/elections/<uuid:key>/help/", voting.help_voter, name="help"),
    path("desk/votes/", voting.mine, name="votes"),
    path("desk/votes/<uuid:key>/", voting.vote, name="vote"),
]
