/* The filter bar: what is chosen becomes the component's value; one press clears it all.
   Others set it with "filters-wanted" on the document ({body, from, to, kind}) and hear "filters-changed". */
const controls = () => Array.from(element.querySelectorAll("select, input"));

function choose(chosen) {
  props.value = chosen;
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
});

/* Drawn again because the papers changed: what was chosen stays chosen, where it can still be had. */
watch("markup", () => {
  const chosen = props.value || {};
  controls().forEach((control) => { control.value = chosen[control.name] || ""; });
  if (controls().some((control) => control.value !== (chosen[control.name] || ""))) keep();
});
