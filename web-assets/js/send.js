// Sends the file of a form with a bar that says how far it is. Without this the form sends itself.
import { csrf } from "./csrf.js";

for (const form of document.querySelectorAll("form[data-send]")) form.addEventListener("submit", (event) => send(event, form));

/** Whether something is on its way that a reload would cut off. */
export const sending = () => document.querySelector("form[data-send][aria-busy]") !== null;

function send(event, form) {
  const file = form.elements.file.files[0];
  if (!file) return;
  event.preventDefault();
  const [box, stop] = ["[data-sending]", "[data-stop]"].map((part) => form.querySelector(part));
  const [bar, line] = [box.querySelector("progress"), box.querySelector("[role=status]")];
  const parts = [...form.querySelectorAll("button:not([data-stop]), input[type=file]")];
  const leaving = (leave) => leave.preventDefault();
  const request = new XMLHttpRequest();
  const begin = (busy) => {
    form.toggleAttribute("aria-busy", busy);
    stop.hidden = !busy;
    bar.hidden = !busy;
    for (const part of parts) part.disabled = busy;
    (busy ? addEventListener : removeEventListener)("beforeunload", leaving);
  };
  const end = (words) => {
    begin(false);
    line.textContent = words;
  };

  box.hidden = false;
  if (file.size > Number(form.dataset.most)) return end("This file is too large for the room that is left here.");
  begin(true);
  bar.value = 0;
  line.textContent = "Uploading, 0%";
  stop.onclick = () => request.abort();
  request.upload.onprogress = ({ loaded, total }) => {
    bar.max = total;
    bar.value = loaded;
    line.textContent = loaded < total ? `Uploading, ${Math.floor((100 * loaded) / total)}%` : "Uploaded. It is being stored …";
  };
  request.onload = () => {
    if (request.status === 201) {
      begin(false);
      return location.reload();
    }
    let words;
    try {
      words = JSON.parse(request.responseText).message;
    } catch {
      words = `The server answered ${request.status}. Something before it may not let files of this size through.`;
    }
    end(words);
  };
  request.onerror = () => end("The upload was cut off, and nothing was stored. Try again.");
  request.onabort = () => end("Stopped. Nothing was stored.");
  request.open("POST", `${form.dataset.send}?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.setRequestHeader("X-CSRF-Token", csrf());
  request.send(file);
}
