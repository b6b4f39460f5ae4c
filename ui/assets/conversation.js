/* The conversation: chips open the source pane, starters ask, and the newest question is brought into view. */
element.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-marker]");
  const starter = event.target.closest("[data-ask]");
  if (chip && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("source-asked-for"));
    trigger("show", { exchange: Number(chip.dataset.exchange), marker: Number(chip.dataset.marker) });
  } else if (starter) {
    trigger("ask", { question: starter.dataset.ask });
  }
});

let before = "";
watch("value", () => {
  const newest = element.querySelector("[data-newest]");
  if (!newest) return;
  const heading = newest.querySelector(".question");
  const now = `${newest.getAttribute("aria-labelledby")} ${heading.textContent} ${!newest.querySelector(".looking")}`;
  if (now === before) return;
  before = now;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  newest.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  /* The starter or button that was pressed is gone or disabled: do not lose the reader's place. */
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused.closest("#ask")) heading.focus({ preventScroll: true });
});
