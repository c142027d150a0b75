// Moving patients: clocks that count, a board that stays where it is until somebody asks, alerts for
// what waits for this desk, and the small helps of forms. Every page works without it.
(() => {
  "use strict";
  const now = () => (window.vangnet ? window.vangnet.now() : Date.now());
  const announce = (text) => window.vangnet && window.vangnet.announce(text);

  // ---- clocks: "nog 12 min" and, when the time is over, "4 min te laat" in another shape ----
  const words = (document.querySelector("[data-tf-words]") || { dataset: {} }).dataset;
  const span = (millis) => {
    const minutes = Math.floor(Math.abs(millis) / 60000);
    const hours = Math.floor(minutes / 60);
    if (minutes === 0) return words.under;
    if (minutes < 60) return words.min.replace("#", minutes);
    if (hours < 48) return minutes % 60 === 0 ? words.hour.replace("#", hours) : words.hourMin.replace("#", hours).replace("@", minutes % 60);
    return words.day.replace("#", Math.floor(hours / 24)).replace("@", hours % 24);
  };
  const count = () => {
    if (!words.min) return;
    document.querySelectorAll("[data-due]").forEach((el) => {
      const left = Number(el.dataset.due) - now();
      const late = left <= 0;
      const text = (late ? words.late : words.left).replace("#", span(left));
      const place = el.querySelector("[data-due-text]");
      if (place && place.textContent !== text) place.textContent = text;
      el.classList.toggle("late", late);
    });
  };
  count();
  setInterval(count, 5000);
  document.addEventListener("vangnet:reload", count);

  // ---- the board ----
  const board = document.querySelector("[data-board]");
  if (board) {
    const news = document.querySelector("[data-news]");
    const show = news.querySelector("[data-news-show]");
    let waiting = null;

    const cardsOf = (root) => new Map([...root.querySelectorAll("[data-card]")].map((c) => [c.dataset.card, c]));
    const put = (card, other) => {
      const had = card.contains(document.activeElement);
      if (card.innerHTML === other.innerHTML && card.className === other.className) return;
      card.replaceChildren(...[...other.cloneNode(true).childNodes]);
      card.className = other.className;
      if (other.dataset.mine) card.dataset.mine = "1"; else delete card.dataset.mine;
      card.classList.add("flash");
      setTimeout(() => card.classList.remove("flash"), 2000);
      if (had) card.querySelector("a").focus({ preventScroll: true });
    };
    // Cards keep their place: what changed is written in them, what is new or moved waits for a press.
    board.addEventListener("vangnet:fresh", (e) => {
      e.preventDefault();
      const other = e.detail;
      const here = cardsOf(board);
      const there = cardsOf(other);
      let fresh = 0;
      let moved = 0;
      here.forEach((card, number) => {
        const its = there.get(number);
        const mark = () => card.querySelector(".tf-moved");
        if (!its) {
          moved++;
          card.classList.add("moved");
          mark().hidden = false;
          mark().textContent = board.dataset.wGone;
        } else {
          const column = its.closest("[data-col]");
          put(card, its);
          if (column.dataset.col !== card.closest("[data-col]").dataset.col) {
            moved++;
            card.classList.add("moved");
            mark().hidden = false;
            mark().textContent = board.dataset.wNow + " " + column.querySelector("h2 span").textContent;
          } else {
            card.classList.remove("moved");
          }
        }
      });
      there.forEach((card, number) => { if (!here.has(number)) fresh++; });
      other.querySelectorAll("[data-col]").forEach((column) => {
        const own = board.querySelector('[data-col="' + column.dataset.col + '"]');
        if (own) own.querySelector("h2").innerHTML = column.querySelector("h2").innerHTML;
      });
      alerts(there);
      if (fresh + moved === 0) {
        news.hidden = true;
        waiting = null;
        return;
      }
      waiting = other;
      if (here.size === 0) { take(); return; }
      const parts = [];
      if (fresh) parts.push(fresh + " " + show.dataset.wNew);
      if (moved) parts.push(moved + " " + show.dataset.wMoved);
      const text = parts.join(", ") + ", " + show.dataset.wShow;
      if (show.textContent !== text) show.textContent = text;
      news.hidden = false;
    });
    const take = () => {
      if (!waiting) return;
      const chosen = board.querySelector(".tf-col.on");
      board.replaceChildren(...waiting.childNodes);
      waiting = null;
      news.hidden = true;
      if (chosen) choose(chosen.dataset.col);
      count();
    };
    show.addEventListener("click", take);

      // A narrow screen keeps its filter folded until somebody wants it.
    const fold = document.querySelector("[data-fold]");
    if (fold && matchMedia("(max-width: 52rem)").matches && !fold.querySelector("input[type=search]").value) fold.open = false;

    const chosenTab = document.querySelector("[data-tab][aria-current]");
    if (chosenTab) chosenTab.scrollIntoView({ block: "nearest", inline: "center" });

    // Tabs of a narrow screen.
    const choose = (code) => {
      board.querySelectorAll("[data-col]").forEach((c) => c.classList.toggle("on", c.dataset.col === code));
      document.querySelectorAll("[data-tab]").forEach((a) => {
        if (a.dataset.tab === code) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current");
      });
    };
    document.addEventListener("click", (e) => {
      const tab = e.target instanceof Element && e.target.closest("[data-tab]");
      if (!tab) return;
      e.preventDefault();
      choose(tab.dataset.tab);
      history.replaceState(null, "", tab.href);
    });
    document.addEventListener("vangnet:reload", () => {
      const on = board.querySelector(".tf-col.on");
      if (on) choose(on.dataset.col);
    });

    // Arrows walk through cards and columns, N begins a request.
    document.addEventListener("keydown", (e) => {
      const at = e.target;
      if (!(at instanceof HTMLElement) || at.matches("input, select, textarea") || e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === "n" || e.key === "N") {
        const fresh = document.querySelector("[data-new]");
        if (fresh) { e.preventDefault(); fresh.click(); }
        return;
      }
      if (!e.key.startsWith("Arrow")) return;
      const card = at.closest("[data-card]");
      const columns = [...board.querySelectorAll("[data-col]")].filter((c) => c.offsetParent !== null && c.querySelector("[data-card]"));
      if (columns.length === 0) return;
      if (!card) {
        if (at === document.body || at.id === "main") { e.preventDefault(); columns[0].querySelector(".tf-link").focus(); }
        return;
      }
      const column = card.closest("[data-col]");
      const cards = [...column.querySelectorAll("[data-card]")];
      const place = cards.indexOf(card);
      let next = null;
      if (e.key === "ArrowDown") next = cards[place + 1];
      else if (e.key === "ArrowUp") next = cards[place - 1];
      else {
        const to = columns[columns.indexOf(column) + (e.key === "ArrowRight" ? 1 : -1)];
        if (to) {
          const others = [...to.querySelectorAll("[data-card]")];
          next = others[Math.min(place, others.length - 1)];
        }
      }
      if (next) {
        e.preventDefault();
        next.querySelector(".tf-link").focus();
        next.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    });

    // ---- sound and notifications for what begins to wait for this desk ----
    const box = document.querySelector("[data-alerts]");
    const mineOf = (cards) => new Set([...cards.entries()].filter(([, c]) => c.dataset.mine).map(([n]) => n));
    let mine = mineOf(cardsOf(board));
    const kept = (name) => { try { return localStorage.getItem(name) === "on"; } catch { return false; } };
    const keep = (name, on) => { try { localStorage.setItem(name, on ? "on" : "off"); } catch { /* this visit only */ } };
    const sound = box.querySelector("[data-sound]");
    const notify = box.querySelector("[data-notify]");
    let audio = null;
    let soundOn = kept("transfer.sound");
    let notifyOn = kept("transfer.notify") && "Notification" in window && Notification.permission === "granted";
    const paint = () => {
      sound.setAttribute("aria-pressed", String(soundOn));
      sound.textContent = soundOn ? sound.dataset.wOn : sound.dataset.wOff;
      notify.setAttribute("aria-pressed", String(notifyOn));
      notify.textContent = notifyOn ? notify.dataset.wOn : "Notification" in window && Notification.permission === "denied" ? notify.dataset.wDenied : notify.dataset.wOff;
    };
    const beep = () => {
      try {
        audio = audio || new AudioContext();
        [[880, 0], [660, 0.22]].forEach(([pitch, after]) => {
          const tone = audio.createOscillator();
          const loud = audio.createGain();
          const at = audio.currentTime + after;
          tone.frequency.value = pitch;
          loud.gain.setValueAtTime(0.0001, at);
          loud.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
          loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
          tone.connect(loud).connect(audio.destination);
          tone.start(at);
          tone.stop(at + 0.21);
        });
      } catch { /* a browser without sound */ }
    };
    sound.addEventListener("click", () => {
      soundOn = !soundOn;
      keep("transfer.sound", soundOn);
      paint();
      if (soundOn) beep();
    });
    notify.addEventListener("click", async () => {
      if (!notifyOn && "Notification" in window && Notification.permission === "default") await Notification.requestPermission();
      notifyOn = !notifyOn && "Notification" in window && Notification.permission === "granted";
      keep("transfer.notify", notifyOn);
      paint();
    });
    const alerts = (cards) => {
      const next = mineOf(cards);
      const added = [...next].filter((n) => !mine.has(n));
      mine = next;
      if (added.length === 0) return;
      const text = added.length === 1 ? box.dataset.wOffer + ": " + added[0] : added.length + " " + box.dataset.wMore;
      announce(text);
      if (soundOn) beep();
      if (notifyOn) {
        const note = new Notification("Vangnet", { body: text, tag: "transfer" });
        note.addEventListener("click", () => { window.focus(); if (added.length === 1) location.href = "/overplaatsingen/" + added[0]; });
      }
    };
    box.hidden = false;
    paint();
  }

  const outcome = document.querySelector("[data-focus]");
  if (outcome) outcome.focus();

  // ---- the request: the chosen unit gives the care, sites become chips, lungs ask what they need ----
  const request = document.querySelector("[data-request-form]");
  if (request) {
    const unit = request.querySelector("[data-unit]");
    const other = request.querySelector("[data-unit-other]");
    if (unit) {
      const follow = (first) => {
        const chosen = unit.selectedOptions[0];
        other.hidden = unit.value !== "-";
        if (first || !chosen.dataset.category) return;
        request.elements.category.value = chosen.dataset.category;
        request.elements.cohort.value = chosen.dataset.cohort;
      };
      unit.addEventListener("change", () => { follow(false); if (!other.hidden) other.focus(); });
      follow(true);
    }
    const lungs = request.querySelector("[data-lungs]");
    const fields = { oxygen: ["oxygen-low", "oxygen-high", "high-flow"], fio2: ["high-flow", "non-invasive", "invasive"], peep: ["non-invasive", "invasive"] };
    const breathe = () => {
      const chosen = request.querySelector("input[name=breathing]:checked");
      for (const name in fields) {
        const input = request.elements[name];
        input.closest(".field").hidden = !(input.value || (chosen && fields[name].includes(chosen.value)) || input.getAttribute("aria-invalid"));
      }
      lungs.hidden = [...lungs.children].every((c) => c.hidden);
    };
    request.addEventListener("change", (e) => { if (e.target.name === "breathing") breathe(); });
    breathe();
    const duty = request.elements.function;
    duty.addEventListener("change", () => {
      const card = [...request.querySelectorAll("#tf-cards option")].find((o) => o.value === duty.value);
      if (card && !request.elements.callBack.value) request.elements.callBack.value = card.dataset.phone;
    });
    request.querySelectorAll("[data-picker]").forEach((picker) => {
      const typed = picker.querySelector("input:not([data-picked])");
      const known = new Set([...request.querySelectorAll("#tf-sites option")].map((o) => o.value));
      const chip = (value) => {
        const box = document.createElement("span");
        box.className = "tf-chip";
        const hidden = document.createElement("input");
        hidden.type = "hidden";
        hidden.name = picker.dataset.picker;
        hidden.value = value;
        const away = document.createElement("button");
        away.type = "button";
        away.textContent = "✕";
        away.setAttribute("aria-label", picker.dataset.wRemove + " " + value);
        away.addEventListener("click", () => { box.remove(); typed.focus(); });
        box.append(value, hidden, away);
        typed.before(box);
      };
      picker.querySelectorAll("[data-picked]").forEach((el) => { chip(el.value); el.remove(); });
      const take = () => {
        if (!known.has(typed.value)) return;
        chip(typed.value);
        typed.value = "";
      };
      typed.addEventListener("input", take);
      typed.addEventListener("keydown", (e) => {
        if (e.key === "Enter" && typed.value) { e.preventDefault(); take(); }
      });
    });
  }

  // ---- the case: parts renew themselves, but never while somebody works in them ----
  const changed = document.querySelector("[data-changed]");
  if (changed) {
    const busy = (part) =>
      (part.contains(document.activeElement) && document.activeElement.matches("input:not([type=checkbox]), textarea, select")) ||
      [...part.querySelectorAll("input:not([type=hidden]), textarea, select")].some((f) =>
        f.type === "checkbox" || f.type === "radio" ? f.checked !== f.defaultChecked
          : f.tagName === "SELECT" ? [...f.options].some((o) => o.selected !== o.defaultSelected) && f.selectedIndex > 0
            : f.value !== f.defaultValue);
    const same = (a, b) => {
      const text = (el) => el.textContent.replace(/\s+/g, " ").trim();
      return text(a) === text(b);
    };
    const held = new Map();
    document.addEventListener("vangnet:fresh", (e) => {
      const part = e.target;
      if (same(part, e.detail)) { e.preventDefault(); return; }
      if (busy(part)) {
        e.preventDefault();
        held.set(part, e.detail);
        changed.hidden = false;
        return;
      }
      held.delete(part);
    });
    changed.querySelector("[data-changed-show]").addEventListener("click", () => {
      held.forEach((fresh, part) => part.replaceChildren(...fresh.childNodes));
      held.clear();
      changed.hidden = true;
      prepare();
    });
    document.addEventListener("vangnet:reload", () => prepare());
  }

  // A choice among candidates: another than the best asks for a reason; never more than may be asked.
  const prepare = () => {
    document.querySelectorAll("[data-ask]").forEach((form) => {
      if (form.dataset.ready) return;
      form.dataset.ready = "1";
      const boxes = [...form.querySelectorAll("input[name=site]")];
      const overrule = form.querySelector("[data-overrule]");
      const button = form.querySelector("[data-ask-button]");
      if (boxes.length === 0 || !button) return;
      const limit = Number(form.dataset.limit);
      const look = () => {
        const chosen = boxes.filter((b) => b.checked);
        const best = boxes.slice(0, chosen.length);
        overrule.hidden = chosen.every((b) => best.includes(b));
        overrule.querySelector("input").required = !overrule.hidden;
        boxes.forEach((b) => { b.disabled = !b.checked && chosen.length >= limit && limit > 1; });
        button.disabled = chosen.length === 0;
      };
      form.addEventListener("change", (e) => {
        if (limit === 1 && e.target.name === "site" && e.target.checked) boxes.forEach((b) => { if (b !== e.target) b.checked = false; });
        look();
      });
      look();
    });
    document.querySelectorAll("select[data-other]").forEach((select) => {
      if (select.dataset.ready) return;
      select.dataset.ready = "1";
      const box = document.getElementById(select.dataset.other);
      const input = box.querySelector("input");
      const look = () => { input.required = select.value === "other"; };
      select.addEventListener("change", look);
      look();
    });
  };
  prepare();

  // ---- an evacuation: the unit fills the care of its row, the numbers are added up ----
  const evacuation = document.querySelector("[data-evacuation]");
  if (evacuation) {
    const sum = evacuation.querySelector("[data-sum]");
    const add = () => {
      sum.textContent = String([...evacuation.querySelectorAll("[data-count-field]")].reduce((n, f) => n + (/^[0-9]+$/.test(f.value.trim()) ? Number(f.value.trim()) : 0), 0));
    };
    evacuation.addEventListener("input", add);
    evacuation.addEventListener("change", (e) => {
      if (!e.target.matches("[data-grid-unit]")) return;
      const [, category, cohort] = e.target.value.split("|");
      const row = e.target.name.slice(4);
      if (category) evacuation.elements["category" + row].value = category;
      if (cohort) evacuation.elements["cohort" + row].value = cohort;
    });
    add();
  }
})();
