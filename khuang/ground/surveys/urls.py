from django.urls import include, path

from khuang.ground.surveys.views import browsers, devices, filling, forms, openrosa, submissions

app_name = "surveys"

# /or/key/<token>/
phone_urls = [
    path("formList", openrosa.form_list, name="form-list"),
    path("forms/<str:form_id>.xml", openrosa.form, name="form-xml"),
    path("forms/<str:form_id>/manifest", openrosa.manifest, name="manifest"),
    path("forms/<str:form_id>/attachments/<str:name>", openrosa.attachment, name="attachment"),
    path("lists/<str:list_name>/integrity", openrosa.integrity, name="integrity"),
    path("submission", openrosa.submission, name="submission-post"),
]

# /desk/forms/
form_urls = [
    path("", forms.forms, name="forms"),
    path("upload/", forms.upload, name="form-upload"),
    path("<uuid:key>/", forms.version, name="form-version"),
    path("<uuid:key>/workbook/", forms.workbook, name="form-workbook"),
    path("<uuid:key>/files/", forms.attach, name="form-attach"),
    path("<uuid:key>/publish/", forms.publish, name="form-publish"),
    path("<uuid:key>/retire/", forms.retire, name="form-retire"),
    path("<uuid:key>/delete/", forms.delete, name="form-delete"),
]

# /desk/devices/
device_urls = [
    path("", devices.devices, name="devices"),
    path("new/", devices.register, name="device-register"),
    path("<uuid:key>/revoke/", devices.revoke, name="device-revoke"),
]

# /desk/submissions/
submission_urls = [
    path("", submissions.submissions, name="submissions"),
    path("attention/", submissions.attention, name="attention"),
    path("attention/<uuid:key>/settle/", submissions.settle, name="attention-settle"),
    path("<uuid:key>/", submissions.submission, name="submission"),
    path("<uuid:key>/files/<uuid:media_key>/", submissions.media, name="submission-media"),
    path("<uuid:key>/release/", submissions.release, name="submission-release"),
]

# /survey/
fill_urls = [
    path("", filling.fill, name="fill"),
    path("worker.js", filling.worker, name="fill-worker"),
    path("forms/", filling.forms_to_fill, name="forms-to-fill"),
    path("forms/<str:form_id>/", filling.form_to_fill, name="form-to-fill"),
]

urlpatterns = [
    path("survey/", include(fill_urls)),
    path("offline/send/", browsers.send, name="send"),
    path("offline/phone/", browsers.phone, name="phone"),
    path("or/key/<str:token>/", include(phone_urls)),
    path("desk/forms/", include(form_urls)),
    path("desk/devices/", include(device_urls)),
    path("desk/submissions/", include(submission_urls)),
]
