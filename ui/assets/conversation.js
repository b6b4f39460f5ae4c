/* The conversation: questions that are pressed are asked, and the newest one is brought into view. */
element.addEventListener("click", (event) => {
  const starter = event.target.closest("[data-ask]");
  if (starter) trigger("ask", { question: starter.dataset.ask, as_asked: starter.dataset.asAsked === "true" });
});

/* The newest question stays at the head of the view while its answer grows, until the reader moves. */
let before = "";
let moved = false;
for (const move of ["wheel", "touchmove"]) document.addEventListener(move, () => { moved = true; }, { passive: true });
document.addEventListener("keydown", (event) => {
  if (/^(Arrow|Page|Home|End)/.test(event.key) && !event.target.closest("textarea, input, select")) moved = true;
});
watch("value", () => {
  document.dispatchEvent(new CustomEvent("sources-drawn"));
  for (const remark of element.querySelectorAll("details.remark")) remark.open = toldWhy.has(remark.lastElementChild.id);
  const newest = element.querySelector("[data-newest]");
  if (!newest) return toldWhy.clear();
  const heading = newest.querySelector(".question");
  const question = `${newest.getAttribute("aria-labelledby")} ${heading.textContent}`;
  const now = `${question} ${newest.querySelectorAll(".answer > *").length} ${!newest.querySelector(".looking")}`;
  if (now === before) return;
  if (!before.startsWith(question)) moved = false;
  before = now;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (!moved) newest.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  /* The starter or button that was pressed is gone or disabled: do not lose the reader's place. */
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused.closest("#ask")) heading.focus({ preventScroll: true });
});

/* Why a sentence is not the model's own stays told when the conversation is drawn again. */
const toldWhy = new Set();
element.addEventListener("click", (event) => {
  const remark = event.target.closest(".remark > summary")?.parentElement;
  if (!remark) return;
  if (remark.open) toldWhy.delete(remark.lastElementChild.id);
  else toldWhy.add(remark.lastElementChild.id);
});

/* Escape stops an answer; whoever stops it by keyboard goes on in the question box. */
const stopButton = () => document.getElementById("stop");
document.addEventListener("keydown", (event) => {
  const busy = event.defaultPrevented || element.querySelector(".menu[open]") || document.querySelector("dialog[open]");
  if (event.key === "Escape" && !busy) stopButton()?.click();
});
document.addEventListener("click", (event) => {
  const stop = event.target.closest("#stop");
  if (stop && document.activeElement === stop) document.querySelector("#question textarea").focus({ preventScroll: true });
});

/* The conversation is remembered by this browser, so that it is there again after a reload. */
const KEPT = "panel-papers-conversation";
const SAVED = "panel-papers-saved";
const held = (name) => { try { return window.localStorage.getItem(name); } catch (refused) { return null; } };
const hold = (name, value) => {
  try {
    if (value === null) window.localStorage.removeItem(name);
    else window.localStorage.setItem(name, value);
  } catch (refused) { /* a browser that keeps nothing still shows everything */ }
};
const current = () => element.querySelector("[data-conversation]")?.dataset.conversation || "";
const savedAnswers = () => { try { return JSON.parse(held(SAVED) || "[]"); } catch (broken) { return []; } };

let resumed = false;
let leaving = false;
watch("value", () => {
  drawSaved();
  if (current()) hold(KEPT, current());
  else if (leaving) {
    leaving = false;
    hold(KEPT, null);
    element.querySelector("h2").focus({ preventScroll: true });
  } else if (!resumed && element.querySelector(".welcome .held") && held(KEPT)) {
    resumed = true;
    trigger("resume", { conversation: held(KEPT) });
  }
});

/* Answers that were saved, listed on the welcome page of this browser. */
function drawSaved() {
  const place = element.querySelector("[data-saved='list']");
  const answers = savedAnswers();
  if (!place || place.childElementCount || !answers.length) return;
  const heading = document.createElement("h3");
  heading.textContent = "Answers you saved";
  const list = document.createElement("ul");
  for (const answer of answers) {
    const link = document.createElement("a");
    link.href = answer.url;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = answer.title;
    const row = document.createElement("li");
    row.append(link);
    if (answer.writtenBy) row.append(` (written by ${answer.writtenBy})`);
    list.append(row);
  }
  place.append(heading, list);
}

element.addEventListener("click", async (event) => {
  const press = (selector) => event.target.closest(selector);
  const tools = press(".answer-tools");
  if (press("[data-new]")) {
    leaving = true;
    trigger("leave", { delete: false });
  } else if (press("[data-forget]")) {
    forget(press("[data-forget]").dataset.forget);
  } else if (press("[data-print]")) {
    window.print();
  } else if (tools && press("[data-copy-text]")) {
    copy(tools, press("[data-copy-text]").dataset.copyText, "Copied, with its citations.");
  } else if (tools && press("[data-keep]")) {
    await keep(tools, press("[data-keep]").dataset.keep);
  } else if (tools && press("[data-right]")) {
    const right = press("[data-right]").dataset.right === "true";
    if (!await judge(tools, right, "")) return;
    for (const button of tools.querySelectorAll("[data-right]")) {
      button.setAttribute("aria-pressed", String((button.dataset.right === "true") === right));
    }
    tools.querySelector(".comment").hidden = right;
    if (!right) tools.querySelector(".comment input").focus();
  }
});

element.addEventListener("submit", async (event) => {
  event.preventDefault();
  const tools = event.target.closest(".answer-tools");
  if (!tools || !await judge(tools, false, event.target.elements.comment.value)) return;
  event.target.hidden = true;
  tell(tools, "Thank you. Whoever runs this service will read it.");
  tools.querySelector("[data-right='false']").focus();
});

/* Deleting is asked about first. */
function forget(wish) {
  const dialog = element.querySelector("dialog");
  if (wish === "ask") return dialog.showModal();
  dialog.close();
  if (wish !== "yes") return;
  leaving = true;
  trigger("leave", { delete: true });
}

/* The menu closes when it has served, when Escape is pressed and when something else is. */
const menu = () => element.querySelector(".menu[open]");
document.addEventListener("click", (event) => {
  const open = menu();
  if (open && (!open.contains(event.target) || event.target.closest("li"))) open.open = false;
});
element.addEventListener("keydown", (event) => {
  const open = menu();
  if (!open || event.key !== "Escape") return;
  open.open = false;
  open.querySelector("summary").focus();
});

function copy(tools, text, words, shown) {
  const told = (copied) => tell(tools, copied ? words : `The browser did not allow copying. ${shown || "Select the answer and copy it by hand."}`);
  document.dispatchEvent(new CustomEvent("copy-wanted", { detail: { text, told } }));
}

function tell(tools, words) { tools.querySelector(".told").textContent = words; }

async function send(tools, path, body) {
  try {
    const reply = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    const said = reply.status === 204 ? {} : await reply.json();
    if (reply.ok) return said;
    tell(tools, `${said.detail || "The server could not do this."} ${said.next_step || ""}`);
  } catch (failed) {
    tell(tools, "The server did not reply. Check that it is still running, then try again.");
  }
  return null;
}

async function keep(tools, wish) {
  const kept = await send(tools, "/api/answers", {
    conversation_id: current(), answer_id: tools.dataset.answer,
  });
  if (!kept) return;
  const address = new URL(kept.url, window.location.origin).toString();
  if (wish === "share") {
    copy(tools, address, "A link to this answer was copied. Whoever has it can read this answer.", address);
    return;
  }
  const others = savedAnswers().filter((answer) => answer.url !== kept.url);
  hold(SAVED, JSON.stringify([
    { url: kept.url, title: tools.dataset.title, writtenBy: tools.dataset.writtenBy }, ...others,
  ].slice(0, 50)));
  tell(tools, "Saved. It is listed on this page's first screen, in this browser.");
}

async function judge(tools, right, comment) {
  const path = `/api/answers/${encodeURIComponent(tools.dataset.answer)}/feedback`;
  const sent = await send(tools, path, { conversation_id: current(), right, comment });
  if (sent && right) tell(tools, "Thank you.");
  else if (sent && !comment) tell(tools, "Noted as not right.");
  return sent !== null;
}
