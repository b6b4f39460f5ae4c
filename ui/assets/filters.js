/* The filter bar: what is chosen becomes the component's value; one press clears it all.
   Others set it with "filters-wanted" on the document ({body, from, to, kind}) and hear "filters-changed". */
const controls = () => Array.from(element.querySelectorAll("select, input"));

function choose(chosen) {
  props.value = chosen;
  summarise();
  document.dispatchEvent(new CustomEvent("filters-changed", { detail: chosen }));
}

function keep() {
  choose(Object.fromEntries(controls().map((control) => [control.name, control.value])));
}

function set({ body = "", from = "", to = "", kind = "" }) {
  const chosen = { body, from, to, kind };
  controls().forEach((control) => { control.value = chosen[control.name] || ""; });
  choose(chosen);
}

element.addEventListener("input", keep);
element.addEventListener("change", keep);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-clear='filters']")) set({});
});
document.addEventListener("filters-wanted", (event) => set(event.detail));

/* Drawn again because the papers changed: what was chosen stays chosen, where it can still be had. */
watch("markup", () => {
  const chosen = props.value || {};
  controls().forEach((control) => { control.value = chosen[control.name] || ""; });
  if (controls().some((control) => control.value !== (chosen[control.name] || ""))) keep();
  fold();
});

/* On a narrow screen the bar is folded up until it is wanted, and its first line says what is chosen. */
const roomy = window.matchMedia("(min-width: 960px)");
let unfolded = false;
function fold() {
  const bar = element.querySelector(".filter-bar");
  if (!bar) return;
  bar.open = roomy.matches || unfolded;
  document.documentElement.style.scrollPaddingTop = roomy.matches ? "" : "3.5rem"; // what comes into view stands below it
  summarise();
}
roomy.addEventListener("change", fold);
element.addEventListener("click", (event) => {
  const summary = event.target.closest("summary");
  if (summary) unfolded = !summary.parentElement.open;
});

const day = (written) => new Date(`${written}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
function summarise() {
  const { body, from, to, kind } = Object.fromEntries(controls().map((control) => [control.name, control]));
  const kindName = kind && kind.value ? kind.selectedOptions[0].textContent.replace(/ \([\d,]+\)$/, "").toLowerCase() : "";
  const chosen = [
    body ? body.value : "", from && from.value ? `from ${day(from.value)}` : "", to && to.value ? `to ${day(to.value)}` : "", kindName,
  ];
  element.querySelector("[data-chosen]").textContent = chosen.filter(Boolean).join(", ") || "all papers";
}
fold();
