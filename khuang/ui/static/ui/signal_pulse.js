// Asks how many wait, in a worker, whose clock goes on when the tab sleeps. Of several tabs one asks
// and tells the others; when it closes, the next takes over.
//
// begins with {url, token, every}; tells {waiting, newest} or {lost: true} to every tab

const channel = new BroadcastChannel("kh-signal");
channel.addEventListener("message", (event) => postMessage(event.data));

addEventListener("message", ({ data }) => {
  const run = () => pulse(data);
  if (navigator.locks) navigator.locks.request("kh-signal", run);
  else run();
});

async function pulse({ url, token, every }) {
  for (;;) {
    const said = await ask(url, token);
    postMessage(said);
    channel.postMessage(said);
    if (said.over) return;
    await new Promise((done) => setTimeout(done, said.lost ? Math.max(every, 3000) : every));
  }
}

async function ask(url, token) {
  try {
    const answer = await fetch(url, { headers: { "X-Khuang-Pulse": token }, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(10_000) });
    if (answer.status === 403) return { lost: true, over: true };
    return answer.ok ? await answer.json() : { lost: true };
  } catch {
    return { lost: true };
  }
}
