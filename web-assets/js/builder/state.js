// What the top bar says about saving. One state for the page; every piece that shows it is an Alpine component.
import Alpine from "@alpinejs/csp";

const TICK = 5_000;
const start = document.querySelector("[data-ago]");
const state = Alpine.reactive({
  word: "Saved",
  trouble: "",
  at: Date.now() - Number(start?.dataset.ago ?? 0) * 1000,
  now: Date.now(),
});
let again = () => {};

setInterval(() => (state.now = Date.now()), TICK);

/** Words like those of the server: relative within an hour, then by the clock. */
function since(at, now) {
  const seconds = Math.round((now - at) / 1000);
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes === 1 ? "1 minute ago" : `${minutes} minutes ago`;
  const then = new Date(at);
  const clock = then.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return then.toDateString() === new Date(now).toDateString() ? clock : then.toLocaleDateString();
}

export const saving = () => ({
  get word() {
    return state.word;
  },
  get detail() {
    return state.word === "Saved" ? since(state.at, Math.max(state.now, state.at)) : "";
  },
  get tone() {
    return { bad: state.word === "Not saved" };
  },
  get trouble() {
    return state.trouble;
  },
  retry() {
    again();
  },
});

export function busy() {
  state.word = "Saving…";
}

export function saved() {
  state.word = "Saved";
  state.trouble = "";
  state.at = state.now = Date.now();
}

/** Changes that wait for the rest of what a new block needs. */
export function waiting() {
  state.word = "Not added yet";
}

/** A field is wrong: its sentence stands beside it. */
export function refused() {
  if (state.word !== "Not saved") say("Not saved. A field needs a change.");
  state.word = "Not saved";
  state.trouble = "";
}

/** Nothing could be saved; `retry` tries once more. */
export function failed(sentence, retry) {
  state.word = "Not saved";
  state.trouble = `Not saved: ${sentence}`;
  again = retry;
}

/** Told to screen readers at once. */
export function say(sentence) {
  const region = document.getElementById("said");
  if (region) region.textContent = sentence;
}
