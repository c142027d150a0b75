// Switches the messages of one's desk on and off in this browser.
(() => {
  "use strict";
  const panel = document.getElementById("browser");
  if (!panel) return;
  const state = panel.querySelector("[data-push-state]");
  const on = panel.querySelector("[data-push-on]");
  const off = panel.querySelector("[data-push-off]");
  const words = panel.dataset;

  const paint = (text, canSwitchOn, canSwitchOff) => {
    state.textContent = text;
    on.hidden = !canSwitchOn;
    off.hidden = !canSwitchOff;
  };
  const bytes = (base64) => {
    const plain = atob(base64.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (c) => c.charCodeAt(0));
  };
  const post = (path, body) => fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRF-TOKEN": words.csrf },
    body: JSON.stringify(body),
  });

  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
    paint(words.wUnsupported, false, false);
    return;
  }
  const look = async () => {
    const worker = await navigator.serviceWorker.getRegistration("/");
    const subscription = worker ? await worker.pushManager.getSubscription() : null;
    if (subscription && Notification.permission === "granted") paint(words.wOn, false, true);
    else if (Notification.permission === "denied") paint(words.wDenied, false, false);
    else paint(words.wOff, true, false);
    return subscription;
  };
  on.addEventListener("click", async () => {
    on.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") { paint(words.wDenied, false, false); return; }
      await navigator.serviceWorker.register("/push-worker.js");
      const worker = await navigator.serviceWorker.ready;
      const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(words.pushKey) });
      const answer = await post("/meldingen/push", subscription.toJSON());
      if (answer.ok) { location.reload(); return; }
      await subscription.unsubscribe();
      paint(answer.status === 422 ? (await answer.json()).text : words.wFailed, true, false);
    } catch {
      paint(words.wFailed, true, false);
    } finally {
      on.disabled = false;
    }
  });
  off.addEventListener("click", async () => {
    const subscription = await look();
    if (!subscription) return;
    await post("/meldingen/push/weg", { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
    location.reload();
  });
  look().catch(() => paint(words.wFailed, true, false));
})();
