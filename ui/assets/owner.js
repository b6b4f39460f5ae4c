/* The owner's part. The admin token is held in this variable and nowhere else: not in the page, not in an
   address, not in the browser's storage; a reload forgets it. */
let token = "";
let limits = { upload_files: 1, upload_bytes: 1 };
let sending = false;

const part = (selector) => element.querySelector(selector);
const room = document.getElementById("view-papers");
const unreachable = "The server did not reply. Check that it is still running, then try again.";

function tell(place, words) {
  if (!place) return;
  place.textContent = words;
  if (words && place.matches(".problem")) place.scrollIntoView({ block: "nearest" });
}

/* One call of the API with the token; a failure is thrown as the server's own sentence and next step. */
async function call(method, address, options) {
  let reply;
  try {
    reply = await fetch(address, {
      method, ...options, cache: "no-store", credentials: "omit",
      headers: { ...(options && options.headers), Authorization: `Bearer ${token}` },
    });
  } catch (lost) {
    throw new Error(unreachable);
  }
  if (reply.ok) return reply;
  const problem = await reply.json().catch(() => ({}));
  const said = [problem.detail, problem.next_step].filter(Boolean).join(" ");
  const failure = new Error(said || "The server could not do this. Try again in a moment.");
  failure.status = reply.status;
  throw failure;
}

/* What was done is told here and at once, and the list is drawn as whoever holds the token sees it. */
function done(said, focus) {
  tell(part("[data-said]"), said);
  document.dispatchEvent(new CustomEvent("owner", { detail: { token, focus } }));
}

function changed(said, focus) {
  done(said, focus);
  trigger("changed", {});
}

/* Signing in and out */
async function signIn(form) {
  const field = form.querySelector("#token");
  const problem = form.querySelector(".problem");
  token = field.value.trim();
  tell(problem, "");
  try {
    if (!/^[\x21-\x7e]+$/.test(token)) throw Object.assign(new Error(), { status: 401 });
    limits = await (await call("GET", "/api/owner")).json();
  } catch (failure) {
    token = "";
    tell(problem, failure.status === 401
      ? "This is not the admin token of this library. Copy the whole line from the file admin-token in the data folder."
      : failure.message);
    field.focus();
    field.select();
    return;
  }
  field.value = "";
  show(true);
  part("#owner-heading").focus();
  done("You are signed in.");
  showReaders();
}

function signOut() {
  token = "";
  part(".jobs").replaceChildren();
  part("[data-readers]").replaceChildren();
  for (const problem of element.querySelectorAll(".problem")) tell(problem, "");
  part("#file-password").value = "";
  show(false);
  part("#token").focus();
  done("You are signed out.");
}

function show(signedIn) {
  part('[data-signed="out"]').hidden = signedIn;
  part('[data-signed="in"]').hidden = !signedIn;
}

/* What readers said of answers */
async function showReaders() {
  const place = part("[data-readers]");
  if (!place.childElementCount) place.innerHTML = '<p class="looking">Looking…</p>';
  const found = await server.readers({ token });
  if (!token) return;
  place.innerHTML = typeof found === "string" ? found : '<p class="problem" role="alert"></p>';
  if (typeof found !== "string") tell(place.querySelector(".problem"), unreachable);
}

/* Adding papers */
const wanted = (file) => !/^(\.|~\$|Thumbs\.db$)/.test(file.name);

/* As many uploads as the server's limits ask for. */
function batches(files) {
  const made = [];
  let bytes = 0;
  for (const file of files) {
    const last = made[made.length - 1];
    if (!last || last.length >= limits.upload_files || bytes + file.size > limits.upload_bytes) {
      made.push([file]);
      bytes = file.size;
    } else {
      last.push(file);
      bytes += file.size;
    }
  }
  return made;
}

/* What can be sent, and a sentence on what cannot: a file too large for one upload, or one of the same name
   as another, since they would take each other's place. */
function sendable(files) {
  const names = new Set();
  const twice = [];
  const large = [];
  const kept = [];
  for (const file of files) {
    if (file.size > limits.upload_bytes) large.push(file.name);
    else if (names.has(file.name)) twice.push(file.name);
    else kept.push(file);
    names.add(file.name);
  }
  const size = `${Math.floor(limits.upload_bytes / 1024 ** 2)} MB`;
  const why = [
    large.length ? `${large.join(", ")}: larger than the ${size} that can be sent. Add it with the command panel-papers add.` : "",
    twice.length ? `More than one file is called ${twice.join(", ")}; only the first was sent. Rename the others, then add them.` : "",
  ];
  return [kept, why.filter(Boolean).join(" ")];
}

async function add(given) {
  const problem = part(".drop .problem");
  if (sending) {
    tell(problem, "Other papers are being added. Wait until they are done, then add these.");
    return;
  }
  const [files, left] = sendable(given.filter(wanted));
  tell(problem, left || (files.length ? "" : "There was no file to add. Choose some, or a folder that holds some."));
  if (!files.length) return;
  sending = true;
  const said = [];
  for (const batch of batches(files)) if (token) said.push(await send(batch));
  sending = false;
  if (token) changed(said.join(" "));
}

async function send(files) {
  const place = document.createElement("div");
  place.className = "job";
  part(".jobs").prepend(place);
  const line = document.createElement("p");
  line.textContent = files.length === 1 ? `Sending ${files[0].name}…` : `Sending ${files.length} files…`;
  place.append(line);
  tell(part("[data-said]"), line.textContent);
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  if (part("#file-password").value) form.append("password", part("#file-password").value);
  try {
    const job = await (await call("POST", "/api/papers", { body: form })).json();
    return await follow(job.id, place);
  } catch (failure) {
    line.className = "problem";
    line.textContent = `${files.map((file) => file.name).join(", ")}: not added. ${failure.message}`;
    place.replaceChildren(line);
    return line.textContent;
  }
}

/* Asks how an upload stands until it has ended; a reply that is lost now and then is asked for again. */
async function follow(job, place) {
  for (let lost = 0; lost < 5; ) {
    const now = await server.job({ job_id: job });
    lost = now ? 0 : lost + 1;
    if (now) {
      place.innerHTML = now.markup;
      if (now.ended) return now.said;
      tell(part("[data-said]"), now.said);
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  throw new Error("The server no longer says how far it has come. Check that it is still running, then reload the page and look whether they are listed.");
}

/* What was dropped, folders walked through. */
async function dropped(transfer) {
  const entries = Array.from(transfer.items).map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
  if (!entries.some((entry) => entry && entry.isDirectory)) return Array.from(transfer.files);
  const files = [];
  for (const entry of entries) if (entry) await walk(entry, files);
  return files;
}

async function walk(entry, files) {
  if (entry.isFile) {
    files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return;
    for (const each of some) await walk(each, files);
  }
}

/* Correcting: only what was changed is sent, so that the rest stays as it was found. */
async function correct(form) {
  const problem = form.querySelector(".problem");
  const button = form.querySelector("[type=submit]");
  const said = {};
  for (const field of form.elements) {
    if (!field.name) continue;
    const before = field.tagName === "SELECT"
      ? Array.from(field.options).find((option) => option.defaultSelected)?.value
      : field.defaultValue;
    if (field.value.trim() !== (before || "")) said[field.name] = field.value.trim();
  }
  tell(problem, "");
  if (!Object.keys(said).length) return tell(problem, "Nothing was changed. Change what is wrong, then save.");
  button.disabled = true;
  try {
    const options = { body: JSON.stringify(said), headers: { "Content-Type": "application/json" } };
    const paper = await (await call("PATCH", `/api/papers/${encodeURIComponent(form.dataset.correct)}`, options)).json();
    changed(`Saved: ${paper.title || paper.file_name}.`, paper.paper_id);
  } catch (failure) {
    tell(problem, failure.message);
  }
  button.disabled = false;
}

/* Removing */
let leaving = null;

function askToRemove(button) {
  leaving = button;
  part(".removal [data-named]").textContent = button.dataset.name;
  tell(part(".removal .problem"), "");
  part(".removal").showModal();
}

async function remove() {
  const { remove: paper, name } = leaving.dataset;
  try {
    await call("DELETE", `/api/papers/${encodeURIComponent(paper)}`);
  } catch (failure) {
    tell(part(".removal .problem"), failure.message);
    return;
  }
  part(".removal").close();
  changed(`Removed: ${name}.`, paper);
}

/* A file that only the owner may have cannot be a plain link: the token must go with the request. */
async function download(button) {
  try {
    const file = await (await call("GET", button.dataset.download)).blob();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = button.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  } catch (failure) {
    tell(document.querySelector("#live [role=alert]"), failure.message);
  }
}

room.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.matches(".sign-in")) signIn(event.target);
  else if (event.target.matches("[data-correct]")) correct(event.target);
});
room.addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed) return;
  if (pressed.matches("[data-sign-out]")) signOut();
  else if (pressed.matches("[data-remove]")) askToRemove(pressed);
  else if (pressed.matches("[data-keep]")) part(".removal").close();
  else if (pressed.matches("[data-confirm]")) remove();
  else if (pressed.matches("[data-look]")) showReaders();
  else if (pressed.matches("[data-download]")) download(pressed);
});
room.addEventListener("change", (event) => {
  if (!event.target.matches("#choose-files, #choose-folder")) return;
  const files = Array.from(event.target.files);
  event.target.value = "";
  add(files);
});
for (const name of ["dragenter", "dragover"]) {
  element.addEventListener(name, (event) => {
    const drop = event.target.closest(".drop");
    if (!drop) return;
    event.preventDefault();
    drop.classList.add("over");
  });
}
element.addEventListener("dragleave", (event) => {
  const drop = event.target.closest(".drop");
  if (drop && !drop.contains(event.relatedTarget)) drop.classList.remove("over");
});
element.addEventListener("drop", async (event) => {
  const drop = event.target.closest(".drop");
  if (!drop) return;
  event.preventDefault();
  drop.classList.remove("over");
  try {
    add(await dropped(event.dataTransfer));
  } catch (unread) {
    tell(part(".drop .problem"), "What was dropped could not be read. Choose the files with the button instead.");
  }
});
/* Dropped beside the box, a file would take the place of the page, and the owner would be signed out. */
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => { if (token) event.preventDefault(); });
}
