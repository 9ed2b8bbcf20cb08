// Forms with data-autosave are sent shortly after the last change, one after the other. What could not be sent is kept in
// the browser until it is.
import { send, sync } from "./send.js";
import { busy, failed, refused, saved, waiting } from "./state.js";

const PAUSE = 700;
const dirty = new Set();
let timer;
let line = Promise.resolve(true);

const own = (target) => target.closest?.("form[data-autosave]");

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    const form = own(target);
    if (form && target.type !== "file" && target.name) touched(form);
  });
}

document.addEventListener(
  "submit",
  (event) => {
    if (!own(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dirty.add(event.target);
    flush(true);
  },
  true,
);

// A request of the page waits for what is not saved yet; an action on it is not sent when that was refused.
document.addEventListener("htmx:confirm", (event) => {
  if (dirty.size === 0) return;
  event.preventDefault();
  flush(true, true).then((fine) => {
    if (fine || event.detail.verb === "get") event.detail.issueRequest(true);
    else document.querySelector("form[data-autosave] [aria-invalid=true]")?.focus();
  });
});

// No answer can be waited for when the page goes away; keepalive lets the request outlive it.
addEventListener("pagehide", () => {
  for (const form of dirty) {
    const goes = complete(form) && !form.querySelector("[aria-invalid=true]");
    keep(form, goes);
    if (goes) send(form.action, fields(form), { keepalive: true });
  }
});

for (const moment of ["DOMContentLoaded", "htmx:afterSettle"]) document.addEventListener(moment, restore);

export function touched(form) {
  dirty.add(form);
  if (complete(form)) busy();
  else waiting();
  clearTimeout(timer);
  timer = setTimeout(() => flush(), PAUSE);
}

/**
 * @param asked send a new block even if it is not complete, to hear what is missing
 * @param leaving what the page shows is about to be drawn anew, by a request of one of its elements: they must stay
 */
export function flush(asked = false, leaving = false) {
  clearTimeout(timer);
  const forms = [...dirty];
  line = line.then(async (before) => {
    let fine = true;
    for (const form of forms) fine = (await save(form, asked, leaving)) && fine;
    return forms.length === 0 ? before : fine;
  });
  return line;
}

async function save(form, asked, leaving) {
  if (!dirty.has(form)) return true;
  if (!complete(form) && !asked) return false;
  const body = fields(form);
  const text = body.toString();
  dirty.delete(form);
  busy();
  const answer = await send(form.action, body);
  if (!answer.ok) {
    dirty.add(form);
    keep(form);
    if (answer.invalid) {
      complain(form, answer.page);
      refused();
    } else failed(answer.sentence, () => flush(true));
    return false;
  }
  forget(form);
  complain(form, answer.page);
  if ("new" in form.dataset) adopt(form, answer);
  if (!leaving) await sync(answer.page);
  if (fields(form).toString() === text) saved();
  document.dispatchEvent(new Event("draft:changed"));
  return true;
}

/** The new block is there now: the form edits it from here on. */
function adopt(form, { page, url }) {
  const other = page.getElementById(form.id);
  if (!other) return;
  delete form.dataset.new;
  form.setAttribute("action", other.getAttribute("action"));
  const address = new URL(url);
  address.searchParams.delete("did");
  history.replaceState(history.state, "", address);
}

function fields(form) {
  return new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
}

const complete = (form) => !("new" in form.dataset) || [...form.elements].every((field) => !field.validity?.valueMissing);

/** The sentences of the answered page beside the fields of this one, in place of those that stand there. */
function complain(form, page) {
  for (const error of form.querySelectorAll(".err")) error.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) describe(field, page);
  for (const error of page.getElementById(form.id)?.querySelectorAll(".err[id]") ?? []) {
    const field = document.getElementById(error.id.replace(/-error$/, ""));
    const place = field?.closest(".f") ?? (error.id === "f-items-error" ? document.getElementById("profiles") : null);
    if (!place) continue;
    const help = place.querySelector(".help");
    if (help) help.before(error);
    else place.append(error);
    if (field) describe(field, page);
  }
}

function describe(field, page) {
  const other = page.getElementById(field.id);
  for (const name of ["aria-invalid", "aria-describedby"]) {
    const value = other?.getAttribute(name);
    if (value) field.setAttribute(name, value);
    else field.removeAttribute(name);
  }
}

const key = (form) => `unsaved ${form.getAttribute("action")} ${form.elements.kind?.value ?? ""}`;

/** @param sent whether it is on its way, with an answer that nobody hears */
function keep(form, sent = false) {
  const pairs = [...fields(form)].filter(([name]) => name !== "_csrf");
  try {
    sessionStorage.setItem(key(form), JSON.stringify({ pairs, sent, at: Date.now() }));
  } catch {
    // Storage is forbidden or full: then only this page remembers.
  }
}

function forget(form) {
  try {
    sessionStorage.removeItem(key(form));
  } catch {
    // As above.
  }
}

/** When the server saved something of this site, by this browser's clock and give or take a second. */
const lastSaved = () => Date.now() - (Number(document.querySelector("[data-ago]")?.dataset.ago ?? 0) - 1) * 1000;

/** Puts back what was typed and not saved, and tries again. */
function restore() {
  for (const form of dirty) if (!form.isConnected) dirty.delete(form);
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(key(form)) ?? "null");
    } catch {
      continue;
    }
    if (!kept || dirty.has(form)) continue;
    if (kept.sent && kept.at < lastSaved()) {
      forget(form);
      continue;
    }
    const values = new Map();
    for (const [name, value] of kept.pairs) values.set(name, [...(values.get(name) ?? []), value]);
    for (const field of form.elements) {
      if (!field.name || field.type === "file" || field.name === "_csrf" || field.tagName === "BUTTON") continue;
      const given = values.get(field.name) ?? [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
      else if (given.length > 0) field.value = given.shift();
    }
    touched(form);
  }
}
