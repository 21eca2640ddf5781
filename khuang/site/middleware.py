"""What stands around every view: the transaction of the municipality."""

from khuang.ground.municipalities.context import within


class InMunicipality:
    """Runs each view of a signed-in account in its municipality's transaction.

    In process_view, not around the whole request: there an exception still
    passes through the transaction and rolls it back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, options):
        if getattr(view, "own_context", False) or not request.user.is_authenticated:
            return None
        with within(request.user.municipality_id):
            return view(request, *args, **options)
