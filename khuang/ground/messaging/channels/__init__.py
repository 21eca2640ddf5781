"""Ways to reach somebody, a folder each. A folder that is taken away takes its channel with it.

A channel's folder holds `channel.py` with `CHANNEL` (`rules.channels.Channel`), and whatever else it
needs: `urls.py` (included at the root), `templates`, `static`, `tests`. Nothing names a channel from
outside of its folder; `reads.channels` finds them by looking.
"""
