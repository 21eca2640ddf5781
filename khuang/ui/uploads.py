"""Take an uploaded file in without a copy in clear on the disk."""

from functools import wraps

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.views.decorators.csrf import csrf_exempt, csrf_protect

_FORM_TOO = 100_000  # bytes of the other fields


class InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory, whatever its size; Django would write a larger one to disk.

    What is larger than `largest` is not kept at all.
    """

    def __init__(self, request, largest):
        super().__init__(request)
        self.largest = largest

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated = content_length <= self.largest + _FORM_TOO

    def new_file(self, *args, **options):
        if self.activated:
            super().new_file(*args, **options)

    def receive_data_chunk(self, raw_data, start):
        # What is too large is read to its end, so that the page can say so.
        return super().receive_data_chunk(raw_data, start) if self.activated else None


def in_memory(largest):
    """Keep what is uploaded to a view off the disk; said before anything of the request is read.

    largest  bytes of a file
    """

    def mark(view):
        guarded = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def uploaded(request, *args, **options):
            request.upload_handlers = [InMemory(request, largest)]
            return guarded(request, *args, **options)

        return uploaded

    return mark
