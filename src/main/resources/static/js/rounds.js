// The rounds: countdowns everywhere; on the form of a hospital steppers, and drafts that are kept as
// they are typed and shared with whoever works on the same form. The form works without it.
(() => {
  "use strict";
  const now = () => (window.vangnet ? window.vangnet.now() : Date.now());
  const w = document.body.dataset;
  const span = (millis) => {
    const minutes = Math.floor(Math.abs(millis) / 60000);
    if (minutes < 1) return w.wNow;
    if (minutes < 100) return minutes + w.wMin;
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? hours + w.wHour : Math.floor(hours / 24) + w.wDay;
  };
  const count = () => {
    document.querySelectorAll("[data-until]").forEach((el) => {
      const left = Number(el.dataset.until) - now();
      const text = left >= 0 ? el.dataset.in + " " + span(left) : span(left) + " " + el.dataset.ago;
      if (el.textContent !== text) el.textContent = text;
    });
  };
  count();
  setInterval(count, 5000);
  document.addEventListener("vangnet:reload", count);

  const outcome = document.querySelector("[data-focus]");
  if (outcome) outcome.focus();

  const form = document.querySelector("form[data-round-form]");
  if (!form) return;
  const words = form.dataset;
  const csrf = form.querySelector("input[type=hidden]");
  const state = form.querySelector("[data-draft-state]");
  const counter = form.querySelector("[data-changed-count]");
  const byField = new Map();
  form.querySelectorAll("[data-draft-field]").forEach((el) => byField.set(el.dataset.draftField, el));
  const part = (key, letter) => form.elements.namedItem(letter + "." + key);
  const typed = (key) => ({
    value: byField.get(key).value.trim(),
    unknown: part(key, "u") ? part(key, "u").value.trim() : "",
    note: part(key, "n") ? part(key, "n").value.trim() : "",
  });
  const say = (text, off) => {
    state.textContent = text;
    state.classList.toggle("off", Boolean(off));
  };
  const sent = new Map();
  byField.forEach((el, key) => sent.set(key, JSON.stringify(typed(key))));

  const mark = () => {
    let changed = 0;
    byField.forEach((el, key) => {
      const box = el.closest(".round-field");
      if (!box) return;
      const is = el.value.trim() !== el.dataset.suggested;
      box.classList.toggle("is-changed", is);
      if (is) changed++;
    });
    counter.hidden = changed === 0;
    counter.textContent = "(" + changed + " " + words.wChanged + ")";
    const all = form.querySelector("[data-all-right]");
    const open = [...byField.entries()].filter(([key, el]) => el.closest(".round-field") && el.value.trim() === "" && !(part(key, "u") && part(key, "u").value.trim()));
    if (all) all.disabled = open.length > 0;
  };

  const setEdition = (key, edition) => {
    byField.get(key).dataset.edition = edition;
    const hidden = part(key, "e");
    if (hidden) hidden.value = edition;
  };
  const kept = (key, text) => {
    const el = form.querySelector('[data-kept="' + key + '"]');
    if (el) el.textContent = text;
  };
  const put = (key, theirs) => {
    byField.get(key).value = theirs.value;
    if (part(key, "u")) part(key, "u").value = theirs.unknown;
    if (part(key, "n")) part(key, "n").value = theirs.note;
    sent.set(key, JSON.stringify(typed(key)));
    setEdition(key, theirs.edition);
    mark();
  };
  // Two values for one field: the person chooses; nothing is overwritten silently.
  const conflict = (key, theirs, text) => {
    const el = byField.get(key);
    const box = el.closest(".round-field, .field");
    let note = box.querySelector(".theirs");
    if (!note) {
      note = document.createElement("div");
      note.className = "theirs";
      note.setAttribute("role", "alert");
      box.append(note);
    }
    note.replaceChildren(document.createTextNode(text + " "));
    const button = (label, act) => {
      const b = document.createElement("button");
      b.type = "button";
      b.className = "btn small";
      b.textContent = label;
      b.addEventListener("click", () => { note.remove(); act(); el.focus(); });
      note.append(b);
    };
    button(words.wTake, () => { put(key, theirs); kept(key, words.wKept + " " + theirs.at); });
    button(words.wKeep, () => { setEdition(key, theirs.edition); sent.delete(key); save(key); });
  };

  const waiting = new Map();
  let failed = false;
  const save = async (key) => {
    const what = typed(key);
    const text = JSON.stringify(what);
    if (sent.get(key) === text) return;
    const before = sent.get(key);
    sent.set(key, text);
    say(words.wKeeping);
    const body = new URLSearchParams({ field: key, ...what, edition: byField.get(key).dataset.edition || "0" });
    body.set(csrf.name, csrf.value);
    try {
      // Kept alive: the page may be left before the answer is there.
      const answer = await fetch(words.draft, { method: "POST", body, keepalive: true, headers: { Accept: "application/json" } });
      if (answer.status === 409) {
        const its = await answer.json();
        conflict(key, its.kept, its.text);
        say("");
      } else if (answer.status === 422) {
        say((await answer.json()).text, true);
      } else if (answer.ok && !answer.redirected) {
        const its = await answer.json();
        setEdition(key, its.kept.edition);
        kept(key, words.wKept + " " + its.kept.at);
        say(words.wKept + " " + its.kept.at);
        failed = false;
      } else {
        throw new Error("status " + answer.status);
      }
    } catch {
      sent.set(key, before === undefined ? "" : before);
      failed = true;
      say(words.wOffline, true);
      setTimeout(() => save(key), 4000);
    }
  };
  const soon = (key, wait) => {
    clearTimeout(waiting.get(key));
    waiting.set(key, setTimeout(() => { waiting.delete(key); save(key); }, wait));
  };
  const keyOf = (el) => {
    if (el.dataset.draftField) return el.dataset.draftField;
    const box = el.closest("[data-field]");
    return box ? box.dataset.field : null;
  };
  // A person who is called away leaves the page or the phone within the half second of waiting.
  const saveNow = () => {
    waiting.forEach((timer, key) => { clearTimeout(timer); save(key); });
    waiting.clear();
  };
  addEventListener("pagehide", saveNow);
  document.addEventListener("visibilitychange", () => { if (document.hidden) saveNow(); });
  form.addEventListener("input", (e) => {
    const key = keyOf(e.target);
    if (key) soon(key, 500);
    mark();
  });
  form.addEventListener("change", (e) => {
    const key = keyOf(e.target);
    if (key) soon(key, 50);
  });
  form.addEventListener("click", (e) => {
    const button = e.target instanceof Element && e.target.closest("[data-step]");
    if (!button) return;
    const input = button.parentElement.querySelector("input");
    const value = /^[0-9]+$/.test(input.value.trim()) ? Number(input.value.trim()) : 0;
    input.value = String(Math.max(0, value + Number(button.dataset.step)));
    soon(keyOf(input), 400);
    mark();
  });
  // Enter goes to the next number instead of sending half a form.
  form.addEventListener("keydown", (e) => {
    if (!(e.target instanceof HTMLInputElement)) return;
    const numbers = [...form.querySelectorAll(".stepper input")];
    if (e.key === "Enter" && !e.ctrlKey) {
      const next = numbers[numbers.indexOf(e.target) + 1];
      if (next) { e.preventDefault(); next.focus(); next.select(); }
    } else if ((e.key === "ArrowUp" || e.key === "ArrowDown") && e.target.closest(".stepper")) {
      e.preventDefault();
      e.target.parentElement.querySelector('[data-step="' + (e.key === "ArrowUp" ? "1" : "-1") + '"]').click();
    }
  });

  // What others type on the same form comes in every few seconds.
  const look = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(words.draft, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!answer.ok || answer.redirected) return;
      for (const theirs of (await answer.json()).fields) {
        const el = byField.get(theirs.field);
        if (!el || theirs.mine || Number(el.dataset.edition || 0) >= theirs.edition) continue;
        if (waiting.has(theirs.field) || document.activeElement === el) continue;
        const what = JSON.stringify(typed(theirs.field));
        if (what === JSON.stringify({ value: theirs.value, unknown: theirs.unknown, note: theirs.note })) {
          setEdition(theirs.field, theirs.edition);
        } else {
          put(theirs.field, theirs);
          const box = el.closest(".round-field");
          if (box) { box.classList.remove("flash"); void box.offsetWidth; box.classList.add("flash"); }
        }
        kept(theirs.field, words.wBy + " " + theirs.by + " " + theirs.at);
      }
    } catch { /* said when something is kept */ }
  };
  setInterval(look, 5000);

  // The minutes that the form was really in view, over reloads.
  const place = "round:" + form.getAttribute("action");
  let active = Number(sessionStorage.getItem(place) || 0);
  setInterval(() => {
    if (document.hidden) return;
    active++;
    sessionStorage.setItem(place, String(active));
  }, 1000);
  form.addEventListener("submit", () => {
    form.elements.namedItem("active").value = String(Math.max(1, active));
    sessionStorage.removeItem(place);
    waiting.forEach((timer) => clearTimeout(timer));
    waiting.clear();
  });
  addEventListener("beforeunload", (e) => { if (failed) e.preventDefault(); });
  mark();
})();
