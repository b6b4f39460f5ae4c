/* The conversation: questions that are pressed are asked, and the newest one is brought into view. */
element.addEventListener("click", (event) => {
  const starter = event.target.closest("[data-ask]");
  if (starter) trigger("ask", { question: starter.dataset.ask });
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
  document.dispatchEvent(new CustomEvent("sources-drawn"));
  newest.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  /* The starter or button that was pressed is gone or disabled: do not lose the reader's place. */
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused.closest("#ask")) heading.focus({ preventScroll: true });
});
