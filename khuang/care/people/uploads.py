"""Take an uploaded list or photograph in without a copy in clear on the disk."""

from functools import wraps

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from khuang.care.people.rules.imports.files import LARGEST

_FORM_TOO = 100_000  # bytes of the other fields


class InMemory(MemoryFileUploadHandler):
    """Keeps a file of an import in memory, whatever its size; Django would write a larger one to disk.

    What is larger than an import may be is not kept at all.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated = content_length <= LARGEST + _FORM_TOO

    def new_file(self, *args, **options):
        if self.activated:
            super().new_file(*args, **options)

    def receive_data_chunk(self, raw_data, start):
        # What is too large is read to its end, so that the page can say so.
        return super().receive_data_chunk(raw_data, start) if self.activated else None


def in_memory(view):
    """Keep what is uploaded off the disk; said before anything of the request is read, its token too."""
    guarded = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def uploaded(request, *args, **options):
        request.upload_handlers = [InMemory(request)]
        return guarded(request, *args, **options)

    return uploaded
