// Lists with data-order are put in order by dragging their grips, or by the keyboard: Space lifts, arrows move, Space
// drops, Escape puts back.
import Sortable from "sortablejs";
import { flush } from "./autosave.js";
import { send, sync } from "./send.js";
import { busy, failed, say, saved } from "./state.js";

const MOTION = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200;
let lifted = null;

const list = () => document.getElementById("rows");
const place = (row) => [...row.parentElement.children].indexOf(row);
const told = (row) => `Position ${place(row) + 1} of ${row.parentElement.children.length}`;

function ready() {
  const rows = list();
  if (!rows?.dataset.order || !rows.querySelector(".grip") || Sortable.get(rows)) return;
  Sortable.create(rows, {
    handle: ".grip",
    animation: MOTION,
    ghostClass: "gap",
    chosenClass: "lift",
    onEnd: ({ oldIndex, newIndex, item }) => {
      if (oldIndex === newIndex) return;
      say(told(item));
      store();
    },
  });
}

for (const moment of ["DOMContentLoaded", "htmx:afterSettle", "builder:drawn"]) document.addEventListener(moment, ready);

/** Sends the order; on a refusal the page shows the one that holds. */
async function store() {
  const rows = list();
  const ids = [...rows.children].map((row) => row.dataset.id).join(",");
  await flush(false, true);
  const open = new URLSearchParams(location.search).get("block") ?? "";
  busy();
  const answer = await send(rows.dataset.order, new URLSearchParams({ ids, open }));
  if (answer.ok) {
    await sync(answer.page);
    saved();
    document.dispatchEvent(new Event("draft:changed"));
  } else if (answer.invalid) failed("The list changed in another window. Reload the page.", () => location.reload());
  else failed(answer.sentence, store);
}

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.(".grip");
  if (!grip) return;
  const row = grip.closest("li");
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (lifted) drop();
    else lift(grip, row);
  } else if (lifted && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    step(row, event.key === "ArrowUp" ? -1 : 1);
  } else if (lifted && event.key === "Escape") {
    event.preventDefault();
    putBack();
  }
});

// Leaving the grip is dropping.
document.addEventListener("focusout", ({ target }) => {
  if (lifted && target === lifted.grip) drop();
});

// A click by a screen reader or by touch comes without keys; the grip then does what Space does.
document.addEventListener("click", (event) => {
  const grip = event.target.closest?.(".grip");
  if (!grip || event.detail !== 0) return;
  if (lifted) drop();
  else lift(grip, grip.closest("li"));
});

function lift(grip, row) {
  lifted = { grip, row, before: [...row.parentElement.children] };
  row.classList.add("lift");
  grip.setAttribute("aria-pressed", "true");
  say(`Lifted. ${told(row)}. Arrow keys move it.`);
}

/** The neighbour moves, not the row: an element that moves in the document loses the focus. */
function step(row, by) {
  if (by < 0) {
    if (row.previousElementSibling) row.after(row.previousElementSibling);
  } else if (row.nextElementSibling) row.before(row.nextElementSibling);
  row.scrollIntoView({ block: "nearest" });
  say(told(row));
}

function settle() {
  const { grip, row, before } = lifted;
  lifted = null;
  row.classList.remove("lift");
  grip.setAttribute("aria-pressed", "false");
  return { row, before };
}

function drop() {
  const { row, before } = settle();
  say(`Dropped. ${told(row)}`);
  if (before.some((other, index) => other !== row.parentElement.children[index])) store();
}

function putBack() {
  const { row, before } = settle();
  const index = before.indexOf(row);
  for (const other of before.slice(0, index)) row.before(other);
  for (const other of before.slice(index + 1).reverse()) row.after(other);
  say(`Put back. ${told(row)}`);
}

// The buttons on the open row: the answer shows the row in its new place.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (!detail.requestConfig?.path?.endsWith("/position")) return;
  const row = document.querySelector("#rows > .sel");
  if (row) say(told(row));
});
