/* Search: the page's address keeps what is searched for, and whatever changes it searches again. */
const NOTHING = { q: "", sort: "relevance", years: [], papers: [] };
const SETTLED = 250; /* Milliseconds without a change after which a filter is taken as set. */
const box = () => document.getElementById("search-words");
const inView = () => document.documentElement.dataset.view === "search";

let current = NOTHING;
let lastAsked = "";
let toFocus = "";
let shownBefore = 0;
let settling = 0;
/* Searches are numbered; what is drawn names its number. */
let sent = 0;
let drawn = 0;

function readAddress() {
  const kept = new URLSearchParams(window.location.hash.split("?")[1] || "");
  return {
    q: kept.get("q") || "", sort: kept.get("sort") || "relevance",
    years: kept.getAll("year"), papers: kept.getAll("paper"),
  };
}

function writeAddress(search, write) {
  const kept = new URLSearchParams();
  if (search.q) {
    kept.set("q", search.q);
    kept.set("sort", search.sort);
    search.years.forEach((year) => kept.append("year", year));
    search.papers.forEach((paper) => kept.append("paper", paper));
  }
  const query = kept.toString();
  window.history[write](window.history.state, "", `#search${query ? `?${query}` : ""}`);
}

function filtersNow() {
  return Array.from(document.querySelectorAll("#filters select, #filters input"), (control) => control.value);
}

function look(search, again = false) {
  const wanted = JSON.stringify([search, filtersNow()]);
  if (wanted === lastAsked && !again) return;
  current = search;
  lastAsked = wanted;
  sent += 1;
  showLooking();
  trigger("look", { ...search, turn: sent });
}

/* Said above what was found before, which stays until what is found now takes its place. */
function showLooking() {
  element.dataset.state = "looking";
  const list = element.querySelector(".search-results");
  if (!list || list.querySelector(".looking")) return;
  const line = document.createElement("p");
  line.className = "looking";
  line.textContent = "Looking through the papers…";
  list.prepend(line);
}

function change(changed) {
  const search = { ...current, ...changed };
  const focused = document.activeElement;
  toFocus = focused && element.contains(focused) ? focused.id || "search-count" : "";
  if (box()) box().value = search.q;
  writeAddress(search, "pushState");
  look(search);
}

/* Words anew: what the last list was narrowed to means nothing for the next. */
const searchFor = (q) => change({ q: q.trim(), years: [], papers: [] });

document.addEventListener("submit", (event) => {
  if (event.target.id !== "search-form") return;
  event.preventDefault();
  searchFor(box().value);
  if (window.matchMedia("(pointer: coarse)").matches) box().blur();
});

element.addEventListener("click", (event) => {
  const example = event.target.closest("[data-search]");
  if (example) {
    searchFor(example.dataset.search);
  } else if (event.target.closest("[data-all]")) {
    change({ years: [], papers: [] });
  } else if (event.target.closest("[data-again]")) {
    look(current, true);
  } else if (event.target.closest("[data-more]")) {
    shownBefore = element.querySelectorAll(".chip").length;
    trigger("more", {});
  }
});

element.addEventListener("change", (event) => {
  if (event.target.matches("[data-sort]")) change({ sort: event.target.value });
  if (event.target.matches("[data-facet]")) {
    const ticked = (name) =>
      Array.from(element.querySelectorAll(`[data-facet="${name}"]:checked`), (each) => each.value);
    change({ years: ticked("year"), papers: ticked("paper") });
  }
});

/* The view comes into view: what its address names is searched for; without any, the last search stays. */
function arrive() {
  const named = readAddress();
  const search = named.q ? named : current;
  if (!named.q && current.q) writeAddress(current, "replaceState");
  if (box()) box().value = search.q;
  if (search.q) look(search);
}
document.addEventListener("view-shown", (event) => { if (event.detail === "search") arrive(); });

/* The filter bar: its value has reached the page's state once it has settled. */
function filtersChanged() {
  clearTimeout(settling);
  settling = setTimeout(() => { if (inView() && current.q) look(current); }, SETTLED);
}
for (const kind of ["change", "input"]) {
  document.addEventListener(kind, (event) => { if (event.target.closest("#filters")) filtersChanged(); });
}
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-clear='filters']")) filtersChanged();
});

/* The choices stand open where there is room for them beside the list, and otherwise once they are opened. */
let opened = false;
let roomy = null;
const facets = () => element.querySelector("details.facets");
const drawFacets = () => { if (facets()) facets().open = roomy || opened; };
element.addEventListener("click", (event) => {
  const summary = event.target.closest(".facets > summary");
  if (summary) opened = !summary.parentElement.open;
});
new ResizeObserver(() => {
  const now = element.clientWidth >= 60 * 16;
  if (now === roomy) return;
  roomy = now;
  element.classList.toggle("roomy", roomy);
  drawFacets();
}).observe(element);

watch("value", () => {
  drawFacets();
  const turn = Number(element.querySelector(".search-results").dataset.turn);
  if (turn < sent) {
    /* An older search was drawn: the newest is still to come, or this one has taken its place. */
    if (drawn === sent) look(current, true);
    else showLooking();
    return;
  }
  drawn = turn;
  element.dataset.state = "";
  document.dispatchEvent(new CustomEvent("sources-drawn"));
  const next = shownBefore ? element.querySelectorAll(".chip")[shownBefore] : null;
  const kept = toFocus ? document.getElementById(toFocus) || document.getElementById("search-count") : null;
  shownBefore = 0;
  toFocus = "";
  if (next) next.focus();
  else if (kept) kept.focus({ preventScroll: true });
});

if (inView()) arrive();
