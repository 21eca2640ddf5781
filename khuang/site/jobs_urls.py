"""Failed jobs on the desk."""

from django.urls import path

from khuang.site import jobs_views

app_name = "site"

urlpatterns = [
    path("desk/jobs/", jobs_views.jobs, name="jobs"),
    path("desk/jobs/<int:number>/retry/", jobs_views.retry, name="retry-job"),
]
