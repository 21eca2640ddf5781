// A place is chosen on the map: a tap writes latitude and longitude into the form.
//
// data-kh-place-base   URL of GeoJSON, as map.js has it
// data-kh-place-tiles  optional path on our own server

import "../ui/built/leaflet.js";
import { baseLayer } from "../ui/map_base.js";

const { L } = globalThis;
const element = document.querySelector("[data-kh-place]");
const [latitude, longitude] = ["latitude", "longitude"].map((name) => document.querySelector(`[name=${name}]`));

function chosen() {
  const place = [latitude, longitude].map((field) => Number.parseFloat(field.value));
  return place.every(Number.isFinite) ? place : null;
}

async function start() {
  const { khPlaceBase, khPlaceTiles, khPlaceCloser, khPlaceFarther } = element.dataset;
  element.dataset.khMapReady = "";
  const map = L.map(element, { preferCanvas: true, zoomControl: false, attributionControl: false, maxZoom: 19 });
  map.addControl(L.control.zoom({ zoomInTitle: khPlaceCloser, zoomOutTitle: khPlaceFarther }));
  if (/^\/(?!\/)/.test(khPlaceTiles ?? "")) L.tileLayer(khPlaceTiles).addTo(map);
  const bounds = (await baseLayer(khPlaceBase, map)).getBounds();
  if (bounds.isValid()) map.fitBounds(bounds);
  else map.setView([13.2, 101.2], 6);
  const mark = L.circleMarker([0, 0], { radius: 11, color: "#6b4226", fillColor: "#b5472f", fillOpacity: 0.9 });
  const show = () => (chosen() ? mark.setLatLng(chosen()).addTo(map) : mark.remove());
  map.on("click", ({ latlng }) => {
    latitude.value = latlng.lat.toFixed(5);
    longitude.value = latlng.lng.toFixed(5);
    show();
  });
  for (const field of [latitude, longitude]) field.addEventListener("input", show);
  if (chosen()) map.setView(chosen(), 15);
  show();
}

start();
