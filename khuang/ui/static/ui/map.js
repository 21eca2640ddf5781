// A map of homes on canvas: base from the municipality's own polygons and roads,
// points or clusters from our server for the part in view. No other host is asked.
//
// data-kh-map-points  URL, or none for the ground alone; asked with ?bbox=west,south,east,north&zoom= and the filter;
//                     answers {clusters: [{lon, lat, count, levels}], points: [{id, lon, lat, level, url, label}]}
// data-kh-map-base    URL of GeoJSON; properties kind (village, community, road) and name
// data-kh-map-tiles   optional path on our own server, /tiles/{z}/{x}/{y}.png
// data-kh-map-filter  query string; change it and send "kh:filter" to the element
// data-kh-map-words   JSON of words in the page's language

import "./built/leaflet.js";
import { baseLayer } from "./map_base.js";
import { listHomes } from "./map_list.js";
import { clusterMark, homeMark } from "./map_marks.js";

const { L } = globalThis;
const WAIT = 150; // ms of rest before asking, so that a drag asks once

class HomesMap {
  constructor(element) {
    this.element = element;
    this.words = JSON.parse(element.dataset.khMapWords);
    this.status = element.parentElement.querySelector("[data-kh-map-status]");
    this.list = element.parentElement.querySelector("[data-kh-map-list]");
    element.dataset.khMapReady = "";
    this.map = L.map(element, { preferCanvas: true, zoomControl: false, attributionControl: false, maxZoom: 19, zoomSnap: 0.25 });
    this.map.addControl(L.control.zoom({ zoomInTitle: this.words.closer, zoomOutTitle: this.words.farther }));
    this.homes = L.layerGroup().addTo(this.map);
  }

  async start() {
    const { khMapTiles, khMapBase } = this.element.dataset;
    if (/^\/(?!\/)/.test(khMapTiles ?? "")) this.under(khMapTiles);
    const base = await baseLayer(khMapBase, this.map);
    const bounds = base.getBounds();
    if (bounds.isValid()) this.map.fitBounds(bounds);
    // Without outlines nobody knows where the municipality lies: all of Thailand, and the homes show themselves.
    else this.map.setView([13.2, 101.2], 6);
    // A map of villages alone asks for no homes.
    if (!this.element.dataset.khMapPoints) return;
    this.map.on("moveend", () => this.later());
    this.element.addEventListener("kh:filter", () => this.later());
    await this.ask();
  }

  under(tiles) {
    L.tileLayer(tiles).addTo(this.map);
    this.map.addControl(L.control.attribution({ prefix: false }).addAttribution(this.words.tiles));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  query() {
    const query = new URLSearchParams(this.element.dataset.khMapFilter ?? "");
    query.set("bbox", this.map.getBounds().toBBoxString());
    query.set("zoom", String(this.map.getZoom()));
    return query;
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.element.dataset.khMapPoints}?${this.query()}`, { signal: this.asking.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.draw(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.words.failed);
    }
  }

  draw({ clusters = [], points = [] }) {
    this.homes.clearLayers();
    for (const cluster of clusters) clusterMark(cluster, this.words, this.map).addTo(this.homes);
    for (const point of points) homeMark(point, this.words).addTo(this.homes);
    if (this.list) listHomes(this.list, points, this.words);
    const count = clusters.reduce((sum, cluster) => sum + cluster.count, points.length);
    this.say(`${count} ${this.words.homes}`);
  }

  say(text) {
    if (this.status) this.status.textContent = text;
  }
}

for (const element of document.querySelectorAll("[data-kh-map]")) new HomesMap(element).start();
