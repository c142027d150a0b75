// The planner's board: move a leg with the arrow keys or by dragging it, in steps of five minutes or
// onto another vehicle. The same address takes it as the form on the page of the leg; without this
// script that form does the work.
(() => {
  "use strict";
  const STEP = 5;
  const board = () => document.querySelector("[data-board]");
  const clock = new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit" });
  let move = null; // what is being moved: { leg, minutes, lane, from }
  let drag = null;

  const text = (key, ...values) => values.reduce((t, v, i) => t.replace("{" + i + "}", v), board().dataset[key] || "");
  const say = (words, bad) => {
    const box = document.getElementById("plan-answer");
    if (!box) return;
    box.hidden = false;
    box.className = bad ? "notice error" : "notice";
    box.textContent = words;
    if (window.vangnet) window.vangnet.announce(words);
  };
  const pickup = (m) => clock.format(Number(m.leg.dataset.pickup) + m.minutes * 60000);
  const lanes = () => [...board().querySelectorAll("[data-lane]")];
  const accepts = (lane, leg) => lane.dataset.may === "1" && leg.dataset.serves.split(" ").includes(lane.dataset.class);

  const show = () => {
    if (!move) return;
    const perMinute = Number(board().dataset.hour) / 60;
    const own = move.from.getBoundingClientRect();
    const other = move.lane.getBoundingClientRect();
    move.leg.style.transform = "translate(" + move.minutes * perMinute + "px," + (other.top - own.top) + "px)";
    move.leg.classList.add("moving");
    lanes().forEach((l) => l.classList.toggle("target", l === move.lane));
    say(text("wMove", pickup(move), move.minutes > 0 ? "+" + move.minutes : String(move.minutes), move.lane.dataset.name));
  };
  const begin = (leg) => {
    if (move && move.leg === leg) return;
    undo();
    const lane = leg.closest("[data-lane]");
    move = { leg, minutes: 0, lane, from: lane };
  };
  const clear = () => {
    if (!move) return;
    move.leg.style.transform = "";
    move.leg.classList.remove("moving");
    lanes().forEach((l) => l.classList.remove("target"));
    move = null;
  };
  const undo = () => {
    if (!move) return;
    const changed = isChanged();
    clear();
    if (changed) say(text("wUndone"));
  };
  const isChanged = () => move && (move.minutes !== 0 || move.lane !== move.from);

  const send = async () => {
    const m = move;
    const data = board().dataset;
    const form = new URLSearchParams();
    form.set(data.csrfName, data.csrf);
    form.set("edition", m.leg.dataset.edition);
    form.set("back", "bord");
    // Another vehicle takes the time it can, unless the moment was moved too.
    if (m.minutes !== 0) form.set("millis", String(Number(m.leg.dataset.pickup) + m.minutes * 60000));
    if (m.lane !== m.from) form.set("vehicle", m.lane.dataset.lane);
    say(text("wSent"));
    try {
      const answer = await fetch("/vervoer/rit/" + m.leg.dataset.leg + "/plan", { method: "POST", body: form, headers: { "X-Refresh": "1" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const notice = page.querySelector("main .notice[role]:not([hidden])");
      const fine = answer.ok && notice && notice.classList.contains("ok");
      say(notice && notice.textContent.trim() ? notice.textContent.trim() : text("wFailed"), !fine);
    } catch {
      say(text("wFailed"), true);
    }
    clear();
    if (window.vangnet) window.vangnet.reload();
  };

  document.addEventListener("keydown", (e) => {
    const leg = e.target instanceof Element && e.target.closest("[data-movable]");
    if (!leg || e.ctrlKey || e.metaKey || e.altKey) return;
    const sideways = { ArrowLeft: -STEP, ArrowRight: STEP }[e.key];
    const upDown = { ArrowUp: -1, ArrowDown: 1 }[e.key];
    if (sideways) {
      e.preventDefault();
      begin(leg);
      move.minutes += sideways;
      show();
    } else if (upDown) {
      e.preventDefault();
      e.stopPropagation();
      begin(leg);
      const all = lanes();
      let i = all.indexOf(move.lane) + upDown;
      while (all[i] && all[i] !== move.from && !accepts(all[i], leg)) i += upDown;
      if (all[i]) move.lane = all[i];
      show();
    } else if (e.key === "Enter" && isChanged()) {
      e.preventDefault();
      send();
    } else if (e.key === "Escape" && move) {
      e.preventDefault();
      undo();
    }
  }, true);
  document.addEventListener("focusout", (e) => {
    if (move && !drag && e.target === move.leg) undo();
  });

  document.addEventListener("pointerdown", (e) => {
    const leg = e.target instanceof Element && e.target.closest("[data-movable]");
    if (!leg || e.button !== 0 || e.pointerType === "touch") return;
    drag = { leg, x: e.clientX, y: e.clientY, moved: false };
  });
  document.addEventListener("pointermove", (e) => {
    if (!drag) return;
    if (!drag.moved && Math.abs(e.clientX - drag.x) + Math.abs(e.clientY - drag.y) < 6) return;
    e.preventDefault();
    if (!drag.moved) {
      drag.moved = true;
      begin(drag.leg);
    }
    if (!move) return;
    const perMinute = Number(board().dataset.hour) / 60;
    move.minutes = Math.round((e.clientX - drag.x) / perMinute / STEP) * STEP;
    const over = lanes().find((l) => {
      const box = l.getBoundingClientRect();
      return e.clientY >= box.top && e.clientY < box.bottom;
    });
    if (over && (over === move.from || accepts(over, drag.leg))) move.lane = over;
    show();
  });
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const moved = drag.moved;
    drag = moved ? drag : null;
    if (moved) {
      if (isChanged()) send(); else clear();
      // The click that follows a drag must not open the leg.
      setTimeout(() => { drag = null; }, 0);
    }
  });
  document.addEventListener("click", (e) => {
    if (drag && drag.moved && e.target instanceof Element && e.target.closest("[data-movable]")) e.preventDefault();
  }, true);
  document.addEventListener("dragstart", (e) => {
    if (e.target instanceof Element && e.target.closest("[data-board]")) e.preventDefault();
  });
  // A fresh board knows nothing of a move that was under way.
  document.addEventListener("vangnet:reload", () => { move = null; drag = null; });
})();
