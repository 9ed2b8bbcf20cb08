// What htmx sends for the page shows in the state of saving like everything else.
import { OFFLINE, told } from "./send.js";
import { busy, failed, saved } from "./state.js";

const changes = ({ requestConfig }) => requestConfig?.verb === "post";
const reload = () => location.reload();

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (changes(detail)) busy();
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (changes(detail)) saved();
});

// An answer without the parts to take over is another page, as after a session ended: then the browser goes there.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.isError || detail.serverResponse.includes('id="work"')) return;
  detail.shouldSwap = false;
  location.assign(detail.xhr.responseURL || location.href);
});

document.addEventListener("htmx:sendError", () => failed(OFFLINE, reload));

document.addEventListener("htmx:responseError", ({ detail }) => {
  const page = new DOMParser().parseFromString(detail.xhr.responseText, "text/html");
  failed(told(page) ?? "Something broke on the server.", reload);
});
