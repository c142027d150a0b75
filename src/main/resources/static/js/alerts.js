// The bell in the head of every page: how much waits unread at one's desk, live. One tab per browser
// holds the connection and tells the others; the stream names desks and nothing more, the count is
// asked for with one's own rights. Sound is off until somebody switches it on.
(() => {
  "use strict";
  const bell = document.querySelector("[data-bell]");
  if (!bell) return;
  const desk = bell.dataset.bell;
  const count = bell.querySelector("[data-bell-count]");
  const text = bell.querySelector("[data-bell-text]");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("vangnet-bell") : null;
  const title = document.title;
  let known = Number(count.textContent.replace(/\D/g, "")) || 0;

  const soundIsOn = () => {
    try { return localStorage.getItem("vangnet-sound") === "on"; } catch { return false; }
  };
  const beep = () => {
    const context = new AudioContext();
    [0, 0.22].forEach((at) => {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.frequency.value = 660;
      loudness.gain.setValueAtTime(0.0001, context.currentTime + at);
      loudness.gain.exponentialRampToValueAtTime(0.25, context.currentTime + at + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + at + 0.18);
      tone.connect(loudness).connect(context.destination);
      tone.start(context.currentTime + at);
      tone.stop(context.currentTime + at + 0.2);
    });
    setTimeout(() => context.close(), 1500);
  };
  // One tab sounds, not all of them.
  const sound = () => {
    if (!soundIsOn() || (navigator.userActivation && !navigator.userActivation.hasBeenActive)) return;
    if (!navigator.locks) { beep(); return; }
    navigator.locks.request("vangnet-sound", { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      beep();
      await new Promise((done) => setTimeout(done, 3000));
    });
  };

  const say = (unread) => (unread === 0 ? bell.dataset.wNone : unread === 1 ? bell.dataset.wOne : bell.dataset.wMore.replace("#", unread));
  const show = (waiting) => {
    count.textContent = waiting.unread === 0 ? "" : String(waiting.unread);
    text.textContent = say(waiting.unread);
    bell.classList.toggle("urgent", waiting.urgent > 0);
    document.title = (waiting.urgent > 0 ? "● " : "") + title;
    if (waiting.unread > known) {
      sound();
      if (window.vangnet) window.vangnet.announce(say(waiting.unread));
    }
    known = waiting.unread;
  };
  let asking = false;
  let again = false;
  const ask = async () => {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const answer = await fetch("/meldingen/stand", { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.ok && !answer.redirected) show(await answer.json());
    } catch { /* asked again at the next ring */ }
    asking = false;
    if (again) { again = false; ask(); }
  };
  const heard = (key) => {
    if (key !== desk && key !== "") return;
    ask();
    if (document.querySelector('[data-refresh="alerts"], [data-refresh="log"]') && window.vangnet) window.vangnet.reload();
  };
  if (bell.classList.contains("urgent")) document.title = "● " + title;

  if (channel) channel.onmessage = (e) => heard(e.data);
  const listen = () => {
    let wait = 1000;
    let first = true;
    const tell = (key) => { heard(key); if (channel) channel.postMessage(key); };
    const connect = () => {
      const source = new EventSource("/live?topic=alerts");
      source.onopen = () => {
        wait = 1000;
        // What happened while the line was down is asked for.
        if (!first) tell("");
        first = false;
      };
      source.addEventListener("alerts", (e) => tell(JSON.parse(e.data).desk));
      source.addEventListener("bye", () => { source.close(); setTimeout(connect, 500); });
      source.onerror = () => { source.close(); setTimeout(connect, wait); wait = Math.min(wait * 1.7, 30000); };
    };
    connect();
  };
  if (navigator.locks && channel) {
    navigator.locks.request("vangnet-bell", () => { listen(); return new Promise(() => {}); });
  } else {
    listen();
  }

  const button = document.querySelector("[data-sound]");
  if (button) {
    const paint = () => button.setAttribute("aria-pressed", String(soundIsOn()));
    button.hidden = false;
    paint();
    button.addEventListener("click", () => {
      try { localStorage.setItem("vangnet-sound", soundIsOn() ? "off" : "on"); } catch { return; }
      paint();
      if (soundIsOn()) beep();
    });
  }
})();
