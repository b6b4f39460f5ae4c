/* Names the landmarks, leads the skip link to the question box and counts characters near the limit. */
() => {
  const name = (id, role, label) => {
    const part = document.getElementById(id);
    if (!part) return;
    part.setAttribute("role", role);
    if (label) part.setAttribute("aria-label", label);
  };
  document.documentElement.lang = "en-GB";
  name("conversation", "region", "Questions and answers");
  name("ask-dock", "search", "Ask the papers");
  name("source-room", "region", "Source page");
  const scrolls = document.getElementById("conversation");
  if (scrolls) scrolls.tabIndex = 0;
  const room = document.getElementById("source-room");
  if (room) room.tabIndex = 0;

  const box = document.querySelector("#question textarea");
  const skip = document.querySelector("a.skip");
  if (box && skip) skip.addEventListener("click", (event) => { event.preventDefault(); box.focus(); });

  const hint = document.getElementById("question-hint");
  if (box && hint) {
    box.setAttribute("aria-describedby", "question-hint");
    box.addEventListener("input", () => {
      const left = box.maxLength - box.value.length;
      hint.textContent = box.value.length >= box.maxLength * 0.8 ? `${left} characters left` : "";
    });
  }
}
