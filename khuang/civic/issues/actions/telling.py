"""Tell whoever follows an issue what became of it, through merges and splits."""

from datetime import datetime

from django.utils import timezone

from khuang.civic.issues.models import Follower, Issue, News
from khuang.civic.issues.reads.lineage import issues_behind
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.issues.rules.news import sentence
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging


@journal.action
def tell(node: Node, news: str, *, title: str = "", words: str = "", at: datetime) -> int:
    """Tell the followers of every issue above a node, each once; give how many issues it reached.

    news   code of data/news.toml
    title  public name of the node, which the sentence names
    words  more public words, such as the reason of a reply
    Who raised an issue at the desk or at home is told by the private wing, which follows the journal.
    Journal: issues.news, one line for each issue. Raises UnknownNews.
    """
    said = {lang: sentence(news, title, lang) for lang in ("th", "en")}
    found = issues_behind(node)
    for issue in found:
        made = News.objects.create(
            issue=issue,
            code=news,
            node_kind=node.kind,
            node_id=node.id,
            title=title[:200],
            words=words.strip()[:600],
            on=timezone.localdate(at),
        )
        _write_to_followers(issue, said, at)
        journal.write("issues.news", by=journal.SYSTEM, about=made, at=at, issue=str(issue.pk))
    return len(found)


def _write_to_followers(issue: Issue, said: dict[str, str], at: datetime) -> None:
    rows = Follower.objects.filter(issue=issue, until=None).exclude(contact=None).select_related("contact")
    for one in rows:
        words = said["th" if one.contact.language == "th" else "en"]
        messaging.send_to(
            one.contact, "issues.news", words=words, about_id=issue.pk, by=journal.SYSTEM, at=at
        )
