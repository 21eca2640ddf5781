"""The web server: a parent that loads the application once, and workers that share its memory."""

import gc
import os
import signal

from django.conf import settings
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces

from khuang.lib.processes import end_with_parent
from khuang.site import wsgi
from khuang.site.buffering import Buffered

WORKERS = int(os.environ.get("KHUANG_WEB_WORKERS", "2"))
THREADS = int(os.environ.get("KHUANG_WEB_THREADS", "3"))  # In each worker; each keeps a database connection.
WAITING = 64  # Requests in each worker that may be on their way in or out at once.

application = Buffered(wsgi.application, threads=THREADS, largest=settings.KHUANG_LARGEST_SUBMISSION)

LOGGING = {
    "filters": {"mask": {"()": "khuang.site.log_masking.MaskTokens"}},
    "handlers": {
        name: {"class": "logging.StreamHandler", "formatter": formatter, "filters": ["mask"]}
        for name, formatter in (("console", "generic"), ("access", "access"))
    },
}
# Without the query: what somebody searched for is nobody's business.
ACCESS = "%(time)s %(addr)s %(method)s %(path)s %(status)d %(dt_ms).0f ms"


def serve(host: str, port: int) -> None:
    """Serve until told to stop; a worker that dies is replaced."""
    server = Granian(
        f"{__name__}:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=WAITING,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level="error",  # Its one warning is about many threads; ours only wait.
        log_access=True,
        log_access_format=ACCESS,
        log_dictconfig=LOGGING,
    )
    # A worker whose parent was killed would go on answering at the same address, unknown to everybody;
    # nobody could tell it to stop in order, so what it is doing is rolled back.
    os.register_at_fork(after_in_child=end_with_parent(signal.SIGKILL))
    # Views and their imports before the workers are made; then nothing of it is copied by the collector.
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    server.serve()
