// htmx as a module: however many parts of a page ask for it, it is loaded once.

import "./built/htmx.js";
