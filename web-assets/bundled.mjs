/** The npm packages of which something is in the jar. What only builds is not among them. */
export const BUNDLED = [
  "@alpinejs/csp", "@fontsource-variable/geist", "@vue/reactivity", "@vue/shared", "basecoat-css", "htmx.org", "lucide-static", "sortablejs", "tailwindcss",
  "world-atlas",
];
