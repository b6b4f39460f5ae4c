/* The library: drawn when the view is first seen, when the filters change and when its owner changed it;
   a title box that leaves what matches; details that are fetched when they are opened. */
const view = "papers";
let token = "";
let drawn = false;
const turned = new Map();
let focusAfter = "";

const inView = () => document.documentElement.dataset.view === view;
const box = () => element.querySelector("#find-title");
const typed = () => (box() ? box().value.trim().toLowerCase() : "");

function draw() {
  drawn = true;
  trigger("draw", { token });
}

function drawWhenSeen() {
  if (inView()) draw();
  else drawn = false;
}

document.addEventListener("view-shown", () => { if (inView() && !drawn) draw(); });
document.addEventListener("papers-narrowed", drawWhenSeen);
document.addEventListener("owner", (event) => {
  token = event.detail.token;
  focusAfter = event.detail.focus || "";
  draw();
});
drawWhenSeen();

/* Opening and closing is remembered, so that it outlasts a new drawing. */
element.addEventListener("toggle", (event) => {
  const part = event.target;
  if (!part.dataset.key) return;
  if (!typed() || part.matches(".more")) turned.set(part.dataset.key, part.open);
  if (part.matches(".more") && part.open) fill(part);
}, true);

async function fill(part) {
  const place = part.querySelector(".paper-details");
  const paper = part.dataset.key;
  if (place.dataset.of === paper) return;
  place.dataset.of = paper;
  place.innerHTML = '<p class="looking">Looking…</p>';
  let found = await server.details({ paper_id: paper, token });
  if (typeof found !== "string") {
    found = '<p class="problem" role="alert">The server did not reply. Check that it is still running, then close the details and open them again.</p>';
    delete place.dataset.of;
  }
  if (part.dataset.key !== paper) return;
  place.innerHTML = found;
  document.dispatchEvent(new CustomEvent("sources-drawn"));
}

/* The title box */
element.addEventListener("input", (event) => { if (event.target === box()) narrow(); });

function narrow() {
  const words = typed().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const row of element.querySelectorAll(".paper")) {
    row.hidden = !words.every((word) => row.dataset.title.includes(word));
    if (!row.hidden) left += 1;
  }
  for (const group of element.querySelectorAll(".meeting, .year, .body")) {
    group.hidden = !group.querySelector(".paper:not([hidden])");
  }
  for (const year of element.querySelectorAll(".year")) {
    const kept = turned.get(year.dataset.key);
    year.open = words.length > 0 || (kept === undefined ? year.dataset.open === "true" : kept);
  }
  const found = element.querySelector(".found");
  if (found) found.textContent = !words.length ? "" : left === 1 ? "1 paper has these words in its title." : `${left || "No"} papers have these words in their titles.`;
}

watch("value", () => {
  for (const part of element.querySelectorAll(".more")) {
    const place = part.querySelector(".paper-details");
    delete place.dataset.of;
    part.open = turned.get(part.dataset.key) || false;
    if (part.open) fill(part);
  }
  narrow();
  document.dispatchEvent(new CustomEvent("sources-drawn"));
  if (!focusAfter) return;
  const row = element.querySelector(`.paper[data-paper="${CSS.escape(focusAfter)}"] summary`);
  const heading = element.querySelector("h2");
  focusAfter = "";
  if (row) row.focus();
  else if (heading) { heading.tabIndex = -1; heading.focus(); }
});
