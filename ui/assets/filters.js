/* The filter bar: what is chosen becomes the component's value; one press clears it all. */
const controls = () => Array.from(element.querySelectorAll("select, input"));

function keep() {
  props.value = Object.fromEntries(controls().map((control) => [control.name, control.value]));
}

element.addEventListener("input", keep);
element.addEventListener("change", keep);
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-clear='filters']")) return;
  controls().forEach((control) => { control.value = ""; });
  keep();
});

/* Drawn again because the papers changed: what was chosen stays chosen, where it can still be had. */
watch("markup", () => {
  const chosen = props.value || {};
  controls().forEach((control) => { control.value = chosen[control.name] || ""; });
  if (controls().some((control) => control.value !== (chosen[control.name] || ""))) keep();
});
