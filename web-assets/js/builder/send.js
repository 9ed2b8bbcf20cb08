// Sends a form and takes over the parts of the answered page that changed: the program has one way to draw them.
import { csrf } from "../csrf.js";

const SIGNED_OUT = "You are signed out. Sign in in another tab, then try again.";
export const OFFLINE = "The server does not answer. What you wrote is kept in this browser.";

/** @returns {Promise<{ok: boolean, invalid?: boolean, page?: Document, url?: string, sentence?: string}>} */
export async function send(action, body, options = {}) {
  let response;
  try {
    response = await fetch(action, { method: "POST", body, headers: { "X-CSRF-Token": csrf() }, ...options });
  } catch {
    return { ok: false, sentence: OFFLINE };
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (response.status === 422 || response.status === 409) return { ok: false, invalid: true, page };
  if (response.status === 401 || !new URL(response.url).pathname.startsWith("/sites")) return { ok: false, sentence: SIGNED_OUT };
  if (!response.ok) return { ok: false, sentence: told(page) ?? "Something broke on the server. Try again in a moment." };
  return { ok: true, page, url: response.url };
}

/** The sentence of a page that tells an error. */
export const told = (page) => page.querySelector("main p")?.textContent.trim() || undefined;

// What is replaced between the two halves of a click loses the click.
let pressed = false;
let calm = Promise.resolve();
let release = () => {};
addEventListener(
  "pointerdown",
  () => {
    if (pressed) return;
    pressed = true;
    calm = new Promise((resolve) => (release = resolve));
  },
  true,
);
for (const end of ["pointerup", "pointercancel", "dragend", "blur"]) {
  addEventListener(
    end,
    () => {
      pressed = false;
      setTimeout(release);
    },
    true,
  );
}

/** Everything marked data-sync that is drawn differently now, the focus staying where it is. */
export async function sync(page) {
  await calm;
  for (const old of document.querySelectorAll("[data-sync][id]")) {
    const fresh = page.getElementById(old.id);
    if (!fresh || old.querySelector(".lift") || same(old, fresh)) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.replaceWith(document.adoptNode(fresh));
    window.htmx.process(fresh);
    if (focused) document.getElementById(focused)?.focus();
  }
  document.dispatchEvent(new Event("builder:drawn"));
}

// What a script added since (open menus, states of Alpine) is no difference: both are compared as they were sent.
const sent = new WeakMap();
const same = (old, fresh) => {
  const html = fresh.outerHTML;
  const equal = sent.get(old) === html;
  sent.set(fresh, html);
  return equal;
};
