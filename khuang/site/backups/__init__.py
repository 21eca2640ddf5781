"""Backups: one sealed file of everything, and proof that it can be brought back."""

KIND = "backup"
# Who was erased, by ids that stand for nobody; lies beside the backups, which are older than some of it.
ERASURES = "erasures.jsonl"
