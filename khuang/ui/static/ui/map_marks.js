// One home, or many at once: each risk class has its own shape as well as its colour.

const { L } = globalThis;
export const LEVELS = ["high", "medium", "low", "none", "unassessed"];
const COLOURS = { high: "#a3161d", medium: "#b56a00", low: "#2b55a5", none: "#2c7a4b", unassessed: "#6b6259" };
const CORNERS = {
  high: [[0, -1.15], [1.1, 0.85], [-1.1, 0.85]],
  medium: [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]],
  unassessed: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
};

function outline(context, { x, y }, radius, level) {
  context.beginPath();
  const corners = CORNERS[level];
  if (corners) for (const [dx, dy] of corners) context.lineTo(x + dx * radius, y + dy * radius);
  else context.arc(x, y, radius * 0.95, 0, 2 * Math.PI);
  context.closePath();
}

function shape(context, centre, radius, level) {
  outline(context, centre, radius, level);
  context.setLineDash(level === "unassessed" ? [4, 3] : []);
  const hollow = level === "none" || level === "unassessed";
  context.fillStyle = hollow ? "#ffffff" : COLOURS[level];
  context.fill();
  context.lineWidth = hollow ? 4 : 2;
  context.strokeStyle = hollow ? COLOURS[level] : "#ffffff";
  context.stroke();
  context.setLineDash([]);
}

const Home = L.CircleMarker.extend({
  _updatePath() {
    if (!this._renderer._drawing || this._empty()) return;
    shape(this._renderer._ctx, this._point, this._radius, this.options.level);
  },
});

function said(levels, words) {
  return LEVELS.filter((level) => levels[level]).map((level) => `${words[level]} ${levels[level]}`).join(", ");
}

export function homeMark(point, words) {
  const level = COLOURS[point.level] ? point.level : "unassessed";
  const mark = new Home([point.lat, point.lon], { radius: 11, level });
  return mark.on("click", () => globalThis.location.assign(point.url)).bindTooltip(`${point.label ?? ""} ${words[level]}`);
}

// A cluster is a marker, so that Tab reaches it and Enter opens it.
export function clusterMark(cluster, words, map) {
  const worst = LEVELS.find((level) => cluster.levels?.[level]) ?? "unassessed";
  const count = document.createElement("span");
  count.textContent = cluster.count;
  const title = `${cluster.count} ${words.homes}: ${said(cluster.levels ?? {}, words)}`;
  const icon = L.divIcon({ className: `kh-map__cluster kh-map__cluster--${worst}`, html: count, iconSize: [52, 52] });
  const mark = L.marker([cluster.lat, cluster.lon], { icon, title, alt: title, keyboard: true });
  const open = () => map.setView(mark.getLatLng(), Math.min(map.getZoom() + 2, 19));
  mark.on("keydown", ({ originalEvent }) => originalEvent.key === "Enter" && open());
  return mark.on("click", open);
}
