import "./live.js";
import "./zoom.js";
