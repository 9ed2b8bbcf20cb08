import { toast } from "./toast.js";

// <button data-copy="text" data-copied="Site address copied">
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const done = await copy(button.dataset.copy);
  toast(done ? (button.dataset.copied ?? "Copied") : `Not copied. Select it and copy by hand: ${button.dataset.copy}`);
});

/** The clipboard needs a secure page; on plain http, as in a home network, the old command still works. */
async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "sr-only";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
