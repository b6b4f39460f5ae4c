/* The source pane: turning pages, zoom, copying a link, and coming into view where the page is stacked. */
element.addEventListener("click", async (event) => {
  const turn = event.target.closest("[data-page]");
  const zoom = event.target.closest("[data-zoom]");
  const copy = event.target.closest("[data-copy]");
  if (turn) {
    trigger("turn", { page: Number(turn.dataset.page) });
  } else if (zoom) {
    const larger = element.classList.toggle("larger");
    zoom.setAttribute("aria-pressed", String(larger));
  } else if (copy) {
    const address = new URL(copy.dataset.copy, window.location.origin).toString();
    try {
      await navigator.clipboard.writeText(address);
      copy.textContent = "Link copied";
    } catch (refused) {
      window.prompt("Copy this link:", address);
    }
    setTimeout(() => { copy.textContent = "Copy link"; }, 2500);
  }
});

/* Image events do not bubble, so they are caught on their way down. */
element.addEventListener("load", (event) => mark(event, "shown"), true);
element.addEventListener("error", (event) => mark(event, "broken"), true);

function mark(event, state) {
  const sheet = event.target.closest(".sheet");
  if (sheet) sheet.dataset.state = state;
}

let wanted = false;
document.addEventListener("source-asked-for", () => {
  wanted = true;
  if (element.querySelector(".tools")) bringIntoView();
});

function bringIntoView() {
  const stacked = window.matchMedia("(max-width: 959px), (max-height: 559px)").matches;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (stacked) element.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  wanted = false;
}

watch("value", () => {
  const sheet = element.querySelector(".sheet");
  if (sheet) delete sheet.dataset.state;
  const zoom = element.querySelector("[data-zoom]");
  if (zoom) zoom.setAttribute("aria-pressed", String(element.classList.contains("larger")));
  if (wanted) bringIntoView();
});
