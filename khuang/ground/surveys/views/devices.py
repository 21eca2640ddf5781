"""Screens of the devices: list, register with its QR code shown once, revoke."""

import segno
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from khuang.ground.accounts.access import who_may
from khuang.ground.surveys import actions, reads
from khuang.ground.surveys.forms import DeviceForm
from khuang.ground.surveys.models import Device
from khuang.ground.surveys.reads.phones import base_url
from khuang.ground.surveys.rules.phone_settings import packed, settings_for


@who_may("surveys.devices")
@require_GET
def devices(request):
    return render(request, "surveys/devices.html", {"devices": reads.devices()})


@who_may("surveys.devices")
@never_cache
@require_http_methods(["GET", "POST"])
def register(request):
    form = DeviceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        holder, label = form.cleaned_data["holder"], form.cleaned_data["label"]
        device, token = actions.register_device(holder, label, by=request.user, at=timezone.now())
        return render(
            request, "surveys/device_registered.html", {"device": device} | _settings(device, token)
        )
    return render(request, "surveys/device_new.html", {"form": form}, status=422 if form.errors else 200)


@who_may("surveys.devices")
@require_http_methods(["GET", "POST"])
def revoke(request, key):
    device = get_object_or_404(Device.objects.select_related("holder"), pk=key)
    if request.method == "GET":
        return render(request, "surveys/device_revoke.html", {"device": device})
    actions.revoke_device(device, by=request.user, at=timezone.now())
    messages.success(request, _("The device can no longer fetch or send anything."))
    return redirect("surveys:devices")


def _settings(device, token):
    """Give the settings of a phone as the QR code that ODK Collect reads, and as text."""
    address = base_url(token)
    text = packed(settings_for(server_url=address, project=device.holder.display_name))
    qr = segno.make(text, error="l", micro=False).svg_data_uri(scale=4, border=4)
    return {"qr": qr, "address": address, "is_encrypted": settings.KHUANG_ORIGIN.startswith("https:")}
