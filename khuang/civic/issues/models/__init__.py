"""Issues, the edges of their paths, and who is told."""

from khuang.civic.issues.models.following import Follower, News
from khuang.civic.issues.models.issues import Issue
from khuang.civic.issues.models.lineage import Edge

__all__ = ["Edge", "Follower", "Issue", "News"]
