import htmx from "htmx.org/dist/htmx.esm.js";
import "./csrf.js";
import "./theme-choice.js";
import "./menu.js";
import "./dialog.js";
import "./toast.js";
import "./copy.js";
import "./follow.js";
import "./send.js";
import "./preview.js";
import "./fields.js";
import "./find.js";
import "./choose.js";
import "./passkeys.js";
import "./print.js";
import "./sign-out.js";

window.htmx = htmx;
