// The builder and the list of sites. Without it both work as plain forms; with it the same forms are sent without leaving
// the page. Alpine's CSP build evaluates no strings: templates name properties and methods of a component.
import Alpine from "@alpinejs/csp";
import { saving } from "./builder/state.js";
import "./builder/autosave.js";
import "./builder/requests.js";
import "./builder/order.js";
import "./builder/frame.js";
import "./builder/inputs.js";
import "./builder/sheet.js";

Alpine.data("saving", saving);
Alpine.start();
