/* The source pane: turning pages, zoom, copying a link, and coming into view where the page is stacked. */
element.addEventListener("click", (event) => {
  const turn = event.target.closest("[data-page]");
  const zoom = event.target.closest("[data-zoom]");
  const copy = event.target.closest("[data-copy]");
  if (event.target.closest("[data-close]")) {
    giveBackFocus();
    trigger("close", {});
  } else if (turn) {
    trigger("turn", { page: Number(turn.dataset.page) });
  } else if (zoom) {
    const larger = element.classList.toggle("larger");
    zoom.setAttribute("aria-pressed", String(larger));
  } else if (copy) {
    const address = new URL(copy.dataset.copy, window.location.origin).toString();
    const told = (copied) => { copy.textContent = copied ? "Link copied" : "Could not copy"; };
    document.dispatchEvent(new CustomEvent("copy-wanted", { detail: { text: address, told } }));
    setTimeout(() => { copy.textContent = "Copy link"; }, 2500);
  }
});

/* Back to the link that was pressed, or to its like where the view was drawn again meanwhile. */
function giveBackFocus() {
  const open = element.querySelector(".source-open");
  const alike = Array.from(document.querySelectorAll("a[data-source]")).filter(
    (link) => open && link.dataset.source === open.dataset.url && link.offsetParent,
  );
  const back = pressed && pressed.isConnected && pressed.offsetParent ? pressed : alike.pop();
  if (back) back.focus();
}

/* Image events do not bubble, so they are caught on their way down. */
element.addEventListener("load", (event) => mark(event, "shown"), true);
element.addEventListener("error", (event) => mark(event, "broken"), true);

function mark(event, state) {
  const sheet = event.target.closest(".sheet");
  if (!sheet) return;
  sheet.dataset.state = state;
  const lit = state === "shown" && event.target.tagName === "IMG" ? litTop(event.target) : null;
  if (lit !== null) sheet.scrollTop = Math.max(0, lit * event.target.clientHeight - sheet.clientHeight / 3);
}

/* How far down the picture its marked words begin, from 0 to 1: the first row with the marker's yellow. */
function litTop(picture) {
  const width = 160;
  const height = Math.round((width * picture.naturalHeight) / picture.naturalWidth);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const drawing = canvas.getContext("2d");
  drawing.drawImage(picture, 0, 0, width, height);
  const { data } = drawing.getImageData(0, 0, width, height);
  for (let row = 0; row < height; row += 1) {
    let yellow = 0;
    for (let at = row * width * 4; at < (row + 1) * width * 4; at += 4) {
      if (data[at] - data[at + 2] > 60 && data[at + 1] - data[at + 2] > 40) yellow += 1;
    }
    if (yellow > 4) return row / height;
  }
  return null;
}

let wanted = false;
let pressed = null;
document.addEventListener("source-asked-for", (event) => {
  wanted = true;
  pressed = document.activeElement;
  trigger("show", event.detail);
  if (element.querySelector(".tools")) bringIntoView();
});

/* Links to what is open are marked, also when a view is drawn again. */
function markLinks() {
  const open = element.querySelector(".source-open");
  document.documentElement.dataset.source = open ? "open" : "none";
  for (const link of document.querySelectorAll("a[data-source]")) {
    if (open && link.dataset.source === open.dataset.url) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
document.addEventListener("sources-drawn", markLinks);

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
  markLinks();
  if (wanted) bringIntoView();
});
