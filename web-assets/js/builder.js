// Loaded by the builder page only. Components register here with Alpine.data(name, …) before the start: the CSP build
// evaluates no strings as code, so that templates may name properties and methods of a component.
import Alpine from "@alpinejs/csp";
import Sortable from "sortablejs";

window.Alpine = Alpine;
window.Sortable = Sortable;
Alpine.start();
