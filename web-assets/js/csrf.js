// htmx requests and fetches prove that they come from this page, as forms do with their hidden field.
export const csrf = () => document.querySelector('meta[name="csrf"]')?.content ?? "";

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") detail.headers["X-CSRF-Token"] = csrf();
});
