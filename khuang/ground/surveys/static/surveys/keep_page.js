// Lets this page open without a network: its service worker lies below its own address (offline.py).
navigator.serviceWorker?.register("worker.js", { updateViaCache: "none" });
