// The ground under the homes: villages, communities and roads, with Thai names
// as HTML, because a browser stacks tone marks rightly and a canvas label need not.

const { L } = globalThis;
const LOOKS = {
  road: { color: "#ffffff", weight: 5, opacity: 1 },
  river: { color: "#5f83b8", weight: 5, opacity: 0.9 },
  community: { color: "#6b4226", weight: 1.5, dashArray: "6 5", fillColor: "#fdf9f2", fillOpacity: 0.35 },
  village: { color: "#6b4226", weight: 2.5, fillColor: "#fdf9f2", fillOpacity: 0.75 },
};

function name(feature, layer, map) {
  if (!feature.properties.name || !layer.getBounds) return;
  const label = document.createElement("span");
  label.textContent = feature.properties.name;
  label.lang = "th";
  const icon = L.divIcon({ className: "kh-map__label", html: label, iconSize: null });
  L.marker(layer.getBounds().getCenter(), { icon, interactive: false, keyboard: false }).addTo(map);
}

export async function baseLayer(url, map) {
  const answer = await fetch(url);
  const base = L.geoJSON(answer.ok ? await answer.json() : [], {
    interactive: false,
    style: (feature) => LOOKS[feature.properties.kind] ?? LOOKS.village,
    onEachFeature: (feature, layer) => name(feature, layer, map),
    pointToLayer: () => null,
  });
  return base.addTo(map);
}
