"""The duty list, the ladder, duty and drills."""

app_name = "duty"

urlpatterns: list = []
