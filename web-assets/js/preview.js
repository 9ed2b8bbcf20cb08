// <form data-preview="/setup/preview"> with <iframe id="preview">: the page drawn anew from what is in the fields.
const SECRET = /^(_csrf|token|password)/;
const PAUSE = 300;

for (const form of document.querySelectorAll("form[data-preview]")) {
  const frame = document.getElementById("preview");
  if (!frame) continue;
  let timer;
  const draw = () => {
    const fields = [...new FormData(form)].filter(([name, value]) => !SECRET.test(name) && typeof value === "string");
    // replace() keeps the frame out of the history: Back leaves the step, not the last letter.
    frame.contentWindow.location.replace(`${form.dataset.preview}?${new URLSearchParams(fields)}`);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  });
}
