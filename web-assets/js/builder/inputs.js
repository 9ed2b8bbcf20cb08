// Fields with more to them than text: pictures, colours, ranges, profiles, handles.
import { csrf } from "../csrf.js";
import { touched } from "./autosave.js";
import { say } from "./state.js";

const PAUSE = 350;

document.addEventListener("change", ({ target }) => {
  if (target.matches?.("[data-picture] input[type=file]") && target.files.length > 0) upload(target);
});

/** The picture goes to the library at once; the form then names it. */
async function upload(input) {
  const box = input.closest("[data-picture]");
  const word = box.querySelector("[data-word]");
  const body = new FormData();
  body.append("file", input.files[0]);
  input.value = "";
  word.textContent = "Uploading…";
  say("Uploading the picture");
  try {
    const response = await fetch("/api/v1/media", { method: "POST", body, headers: { "X-CSRF-Token": csrf() } });
    const answer = await response.json();
    if (!response.ok) throw new Error(Object.values(answer.errors ?? {})[0]?.[0] ?? answer.message);
    show(box, String(answer.data.id), answer.data.small_address);
    complain(box, "");
    say("Picture uploaded");
  } catch (error) {
    complain(box, error instanceof SyntaxError || error instanceof TypeError ? "The server did not take it. Try again." : error.message);
  }
  word.textContent = box.querySelector("[name=picture]").value === "" ? "Choose a picture" : "Replace";
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-picture] [name=remove]");
  if (!button) return;
  event.preventDefault();
  const box = button.closest("[data-picture]");
  show(box, "", "");
  box.querySelector("[data-word]").textContent = "Choose a picture";
  box.querySelector("input[type=file]").focus();
});

function show(box, id, address) {
  const thumb = box.querySelector(".thumb");
  const picture = document.createElement("img");
  picture.src = address;
  picture.alt = "";
  thumb.replaceChildren(...(address === "" ? [] : [picture]));
  box.querySelector("[name=remove]")?.toggleAttribute("hidden", address === "");
  const field = box.querySelector("[name=picture]");
  field.value = id;
  touched(field.form);
}

function complain(box, sentence) {
  const input = box.querySelector("input[type=file]");
  box.querySelector(".err")?.remove();
  input.toggleAttribute("aria-invalid", false);
  if (sentence === "") return;
  const error = document.createElement("span");
  error.className = "err";
  error.id = `${input.id}-error`;
  error.textContent = sentence;
  box.querySelector(".pic").after(error);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", error.id);
  say(sentence);
}

document.addEventListener("input", ({ target }) => {
  if (target.dataset?.colourOf) {
    const field = document.getElementById(target.dataset.colourOf);
    field.value = target.value;
    touched(field.form);
  } else if (target.type === "range") {
    const output = target.parentElement.querySelector("output");
    output.value = target.value + (output.dataset.unit ?? "");
  } else if (target.closest?.(".icons")) picked(target);
  else if (target.name === "profile") more(target.closest(".profile"));
  else if (target.closest?.(".colour")) {
    const picker = target.closest(".colour").querySelector("[type=color]");
    if (/^#[0-9a-f]{6}$/i.test(target.value)) picker.value = target.value;
  } else if (target.closest?.("[data-available]")) ask(target);
});

function picked(radio) {
  const summary = radio.closest("details").querySelector("summary");
  const label = radio.closest("label");
  summary.querySelector("svg").replaceWith(label.querySelector("svg").cloneNode(true));
  summary.querySelector("[data-chosen]").textContent = label.textContent.trim();
}

/** There is always one empty row after the last. */
function more(row) {
  const rows = [...document.querySelectorAll(".profile")];
  if (rows.at(-1) !== row && rows.at(-1).querySelector("[name=profile]").value === "") return;
  const next = rows.at(-1).cloneNode(true);
  const field = next.querySelector("[name=profile]");
  field.value = "";
  field.id = `f-items.${rows.length}.url`;
  field.removeAttribute("aria-invalid");
  next.querySelector("select").value = "";
  next.querySelector(".err")?.remove();
  delete next.dataset.spare;
  rows.at(-1).after(next);
}

document.addEventListener("click", ({ target }) => {
  const row = target.closest?.("[data-drop]")?.closest(".profile");
  if (!row) return;
  const form = row.closest("form");
  const next = row.nextElementSibling?.closest(".profile") ?? row.previousElementSibling?.closest(".profile");
  if (next) row.remove();
  else row.querySelector("[name=profile]").value = "";
  [...form.querySelectorAll("[name=profile]")].forEach((field, index) => (field.id = `f-items.${index}.url`));
  (next ?? row).querySelector("[name=profile]").focus();
  touched(form);
});

let asking;

function ask(field) {
  clearTimeout(asking);
  const box = field.closest("[data-available]");
  const answer = box.querySelector("[data-answer]");
  answer.textContent = "";
  if (field.value === field.defaultValue || field.value === "") return;
  asking = setTimeout(async () => {
    const response = await fetch(`${box.dataset.available}?handle=${encodeURIComponent(field.value)}`).catch(() => null);
    if (!response?.ok) return;
    const { free, sentence } = await response.json();
    answer.textContent = sentence;
    answer.classList.toggle("ok", free);
    answer.classList.toggle("bad", !free);
  }, PAUSE);
}

// A name that fills in the handle changes it without an event of its own.
document.addEventListener("input", ({ target }) => {
  const follower = document.querySelector(`[data-handle-of="${CSS.escape(target.id ?? "")}"]`);
  if (target.id && follower?.closest("[data-available]")) ask(follower);
});
