"""Where the parts of a POST lie while they are read."""

from tempfile import SpooledTemporaryFile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class VanishingFiles(FileUploadHandler):
    """Keeps small parts in memory and large ones in files without a name.

    Django's own handler names its files, so a killed server would leave
    photographs of people unsealed in the folder for temporary files.
    """

    def __init__(self, request):
        super().__init__(request)
        self.opened = []

    def new_file(self, *args, **options):
        super().new_file(*args, **options)
        # Held until `close`, which is longer than any block here.
        self.file = SpooledTemporaryFile(max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE)  # noqa: SIM115
        self.opened.append(self.file)

    def receive_data_chunk(self, raw_data, start):
        self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)

    def close(self):
        """Let go of every file, the unfinished ones too."""
        for file in self.opened:
            file.close()
