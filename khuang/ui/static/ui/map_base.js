// The ground under the homes: villages, communities and roads, with Thai names
// as HTML, because a browser stacks tone marks rightly and a canvas label need not.

const { L } = globalThis;
const LOOKS = {
  road: { color: "#ffffff", weight: 5, opacity: 1 },
  river: { color: "#5f83b8", weight: 5, opacity: 0.9 },
  community: { color: "#6b4226", weight: 1.5, dashArray: "6 5", fillColor: "#fdf9f2", fillOpacity: 0.35 },
  village: { color: "#6b4226", weight: 2.5, fillColor: "#fdf9f2", fillOpacity: 0.75 },
};

const NEAR = 15; // from this zoom on roads and rivers have their names
const CLOSE = 13.5; // from this zoom on villages have theirs on a narrow screen, too
const WIDE = 600; // pixels of a map on which villages always have them

function name(feature, layer) {
  const label = document.createElement("span");
  label.textContent = feature.properties.name;
  label.lang = "th";
  const icon = L.divIcon({ className: "kh-map__label", html: label, iconSize: null });
  return L.marker(layer.getBounds().getCenter(), { icon, interactive: false, keyboard: false });
}

// Names of lines would lie on top of each other from afar.
function nameAll(layers, map) {
  const named = layers.filter(({ feature, getBounds }) => feature.properties.name && getBounds);
  const isLine = ({ feature }) => ["road", "river"].includes(feature.properties.kind);
  const villages = L.layerGroup(named.filter((layer) => !isLine(layer)).map((layer) => name(layer.feature, layer)));
  const near = L.layerGroup(named.filter(isLine).map((layer) => name(layer.feature, layer)));
  const show = (names, wanted) => (wanted ? names.addTo(map) : names.remove());
  map.on("zoomend moveend", () => {
    show(near, map.getZoom() >= NEAR);
    show(villages, map.getZoom() >= CLOSE || map.getSize().x > WIDE);
  });
}

export async function baseLayer(url, map) {
  const answer = await fetch(url);
  const base = L.geoJSON(answer.ok ? await answer.json() : [], {
    interactive: false,
    style: (feature) => LOOKS[feature.properties.kind] ?? LOOKS.village,
    pointToLayer: () => null,
  });
  nameAll(base.getLayers(), map);
  return base.addTo(map);
}
