/* The filter bar: what is chosen becomes the component's value; one press clears it all.
   Others set it with "filters-wanted" on the document ({body, from, to, kind}) and hear "filters-changed". */
const controls = () => Array.from(element.querySelectorAll("select, input"));

function keep() {
  props.value = Object.fromEntries(controls().map((control) => [control.name, control.value]));
  document.dispatchEvent(new CustomEvent("filters-changed", { detail: props.value }));
}

function set(wanted) {
  controls().forEach((control) => { control.value = wanted[control.name] || ""; });
  keep();
}

element.addEventListener("input", keep);
element.addEventListener("change", keep);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-clear='filters']")) set({});
});
document.addEventListener("filters-wanted", (event) => set(event.detail));
