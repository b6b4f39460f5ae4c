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
