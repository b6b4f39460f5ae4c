/* Names the landmarks, shows one view at a time by the page's address, opens sources, and counts characters. */
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
  name("view-about", "region", "How this works");
  for (const id of ["conversation", "source-room", "view-about"]) {
    const scrolls = document.getElementById(id);
    if (scrolls) scrolls.tabIndex = 0;
  }

  /* Views: "#search" shows #view-search. A view hears "view-shown" each time it comes into view. */
  const shown = () => {
    const wanted = window.location.hash.slice(1).split("?")[0];
    return document.getElementById(`view-${wanted}`) ? wanted : "ask";
  };
  const show = (first) => {
    const view = shown();
    if (!first && view !== document.documentElement.dataset.view) window.scrollTo(0, 0);
    document.documentElement.dataset.view = view;
    for (const way of document.querySelectorAll("[data-view]")) {
      if (way.tagName !== "A") continue;
      if (way.dataset.view === view) way.setAttribute("aria-current", "page");
      else way.removeAttribute("aria-current");
    }
    const title = document.querySelector(`.ways [data-view="${view}"]`);
    document.title = view === "ask" || !title ? "Panel Papers" : `${title.textContent} – Panel Papers`;
    document.dispatchEvent(new CustomEvent("view-shown", { detail: view }));
    if (!first) {
      const heading = document.querySelector(`#view-${view} h2`);
      if (heading && view !== "ask") { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
    }
  };
  window.addEventListener("hashchange", () => show(false));
  show(true);

  /* Any link that names a source opens in the source pane; with Ctrl, Cmd or Shift it opens a tab. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-source]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("source-asked-for", { detail: {
      url: link.dataset.source, place: link.dataset.place || "", printed: link.dataset.printed || "",
    } }));
  });

  /* "copy-wanted" ({text, told}) copies; the older way serves where the page is had without a certificate. */
  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); return true; } catch (refused) { /* the older way */ }
    const focused = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    (document.querySelector("dialog[open]") || document.body).append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (focused) focused.focus({ preventScroll: true });
    return copied;
  };
  document.addEventListener("copy-wanted", async (event) => event.detail.told(await copy(event.detail.text)));

  const box = document.querySelector("#question textarea");
  const skip = document.querySelector("a.skip");
  if (box && skip) skip.addEventListener("click", (event) => {
    event.preventDefault();
    if (shown() !== "ask") window.location.hash = "ask";
    box.focus();
  });

  const hint = document.getElementById("question-hint");
  if (box && hint) {
    box.setAttribute("aria-describedby", "question-hint");
    box.addEventListener("input", () => {
      const left = box.maxLength - box.value.length;
      hint.textContent = box.value.length >= box.maxLength * 0.8 ? `${left} characters left` : "";
    });
  }
}
