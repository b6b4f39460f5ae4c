/* Meetings: the list or one meeting, as the page's address says; and asking about one of them. */
let held = "";
let leading = false;

function wanted() {
  const [view, query] = window.location.hash.slice(1).split("?");
  return view === "meetings" ? new URLSearchParams(query || "").get("id") || "" : null;
}

/* The list depends on the filters, one meeting does not. */
function key(id) {
  if (id) return id;
  const controls = document.querySelectorAll("#filters select, #filters input");
  return JSON.stringify(Array.from(controls, (control) => [control.name, control.value]));
}

function load(again) {
  const id = wanted();
  if (id === null || (!again && key(id) === held)) return;
  leading = held !== "" && !again;
  held = key(id);
  trigger("open", { id });
}

document.addEventListener("view-shown", (event) => { if (event.detail === "meetings") load(false); });
document.addEventListener("filters-changed", () => { leading = false; load(false); });
setTimeout(() => load(false));

element.addEventListener("click", (event) => {
  if (event.target.closest("[data-again]")) { load(true); return; }
  const about = event.target.closest("[data-ask-about]");
  if (!about) return;
  const { body, from, to, question } = about.dataset;
  document.dispatchEvent(new CustomEvent("filters-wanted", { detail: { body, from, to, kind: "" } }));
  window.location.hash = "ask";
  const box = document.querySelector("#question textarea");
  setTimeout(() => {
    if (question) {
      box.value = question;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    box.focus();
  });
});

watch("value", () => {
  document.dispatchEvent(new CustomEvent("sources-drawn"));
  if (!leading || element.querySelector(".looking")) return;
  leading = false;
  const heading = element.querySelector("h2");
  const view = document.getElementById("view-meetings");
  if (view) view.scrollTop = 0;
  if (heading) heading.focus();
});
