// Projects at public places on the municipality's own map; no other host is asked.
//
// data-kh-projects  JSON: [{lon, lat, label, state, mark, url}]
// data-kh-map-base  URL of GeoJSON; data-kh-map-tiles  optional path on our own server

import "../ui/built/leaflet.js";
import { baseLayer } from "../ui/map_base.js";

const { L } = globalThis;
const COLOURS = { good: "#2c7a4b", wait: "#b56a00", bad: "#a3161d", calm: "#6b6259" };

function mark(point) {
  const look = { radius: 10, weight: 3, color: "#ffffff", fillColor: COLOURS[point.mark] ?? COLOURS.calm, fillOpacity: 1 };
  const made = L.circleMarker([point.lat, point.lon], look);
  return made.bindTooltip(`${point.label}: ${point.state}`).on("click", () => globalThis.location.assign(point.url));
}

async function draw(element) {
  const { khProjects, khMapBase, khMapTiles, khCloser, khFarther } = element.dataset;
  element.dataset.khMapReady = ""; // seen before it is drawn: a map measures itself
  const map = L.map(element, { zoomControl: false, attributionControl: false, maxZoom: 19, zoomSnap: 0.25 });
  map.addControl(L.control.zoom({ zoomInTitle: khCloser, zoomOutTitle: khFarther }));
  map.setView([13.2, 101.2], 6);
  if (/^\/(?!\/)/.test(khMapTiles ?? "")) L.tileLayer(khMapTiles).addTo(map);
  const base = await baseLayer(khMapBase, map);
  const marks = L.featureGroup(JSON.parse(khProjects).map(mark)).addTo(map);
  const bounds = base.getBounds().isValid() ? base.getBounds() : marks.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds);
}

for (const element of document.querySelectorAll("[data-kh-projects]")) draw(element);
