"""Settings, root addresses, the flow table, jobs and the `khuang` command."""
