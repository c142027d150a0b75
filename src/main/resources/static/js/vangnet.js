// The frame's script: clock, ages, keys and the live stream. Pages work without it; with it they
// stay true without a reload. Cells carry `data-cell`, ages `data-since` (milliseconds).
(() => {
  "use strict";
  const body = document.body;
  const words = body.dataset;
  const lag = Number(words.now) - Date.now();
  const now = () => Date.now() + lag;
  const zone = "Europe/Amsterdam";
  const clockFormat = new Intl.DateTimeFormat("nl-NL", { timeZone: zone, hour: "2-digit", minute: "2-digit" });

  const ageText = (millis) => {
    const minutes = Math.floor(millis / 60000);
    if (minutes < 1) return words.wNow;
    if (minutes < 100) return minutes + words.wMin;
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? hours + words.wHour : Math.floor(hours / 24) + words.wDay;
  };
  const tick = () => {
    document.querySelectorAll("time[data-clock]").forEach((el) => {
      el.textContent = clockFormat.format(now());
    });
    if (body.dataset.past) return;
    document.querySelectorAll("[data-since]").forEach((el) => {
      const text = ageText(now() - Number(el.dataset.since));
      if (el.textContent !== text) el.textContent = text;
    });
  };
  setInterval(tick, 5000);
  tick();

  const announce = (text) => {
    const box = document.getElementById("announce");
    if (box) box.textContent = text;
  };

  // Keys: / searches, Escape closes, arrows move between the rows of a table or a list of links.
  document.addEventListener("keydown", (e) => {
    const at = e.target;
    const typing = at instanceof HTMLElement && (at.matches("input, select, textarea") || at.isContentEditable);
    if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) {
      const q = document.getElementById("q");
      if (q) { e.preventDefault(); q.focus(); q.select(); }
    } else if (e.key === "Escape") {
      if (at instanceof HTMLElement && at.id === "q") at.blur();
      document.querySelectorAll("details.who[open], details.menu[open]").forEach((d) => {
        d.open = false;
        d.querySelector("summary").focus();
      });
      document.querySelectorAll("dialog[open]").forEach((d) => d.close());
    } else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && !typing && at instanceof HTMLElement) {
      const row = at.closest("[data-rows] tr, [data-rows] li");
      const list = at.closest("[data-rows]");
      if (!list) return;
      const rows = [...list.querySelectorAll("tr, li")].filter((r) => r.querySelector("a, button"));
      const next = rows[rows.indexOf(row) + (e.key === "ArrowDown" ? 1 : -1)];
      if (next) { e.preventDefault(); next.querySelector("a, button").focus(); }
    }
  });
  document.addEventListener("click", (e) => {
    document.querySelectorAll("details.who[open]").forEach((d) => {
      if (!d.contains(e.target)) d.open = false;
    });
  });
  // A filter that changes shows its result at once.
  document.addEventListener("change", (e) => {
    const form = e.target instanceof Element && e.target.closest("form[data-auto]");
    if (form && e.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });

  // ---- live ----
  const indexCells = () => {
    const index = new Map();
    document.querySelectorAll("[data-cell]").forEach((el) => {
      const list = index.get(el.dataset.cell);
      if (list) list.push(el); else index.set(el.dataset.cell, [el]);
    });
    return index;
  };
  let cells = indexCells();
  const states = ["fresh", "ageing", "stale", "unknown", "p0", "p1", "p2", "p3", "p4", "p5"];

  const flash = (el) => {
    el.classList.remove("flash");
    void el.getBoundingClientRect();
    el.classList.add("flash");
  };
  const applyCell = (el, cell, quiet) => {
    let changed = false;
    if (cell.t !== undefined && el.dataset.only !== "class" && el.textContent !== cell.t) {
      el.textContent = cell.t;
      changed = true;
    }
    if (cell.c !== undefined) {
      const kept = [...el.classList].filter((c) => !states.includes(c) && c !== "flash");
      const wanted = kept.concat(cell.c ? cell.c.split(" ") : []).join(" ");
      if ([...el.classList].filter((c) => c !== "flash").join(" ") !== wanted) el.setAttribute("class", wanted);
    }
    if (cell.w !== undefined) el.style.setProperty("width", cell.w);
    if (cell.s !== undefined) el.dataset.since = cell.s;
    if (cell.h !== undefined) {
      const title = el.querySelector("title");
      if (title) title.textContent = cell.h; else el.setAttribute("title", cell.h);
    }
    if (changed && !quiet) flash(el);
    return changed;
  };
  const apply = (update, quiet) => {
    for (const id in update.cells) {
      const list = cells.get(id);
      if (list) for (const el of list) applyCell(el, update.cells[id], quiet);
    }
    tick();
    document.dispatchEvent(new CustomEvent("vangnet:update", { detail: update }));
  };

  // Pages whose filter is not the default one fetch themselves again, at most every two seconds.
  let reloading = false;
  let again = false;
  const reload = async (names) => {
    if (reloading) { again = true; return; }
    reloading = true;
    try {
      const answer = await fetch(location.href, { headers: { "X-Refresh": "1" }, cache: "no-store" });
      if (answer.ok && !answer.redirected) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        document.querySelectorAll("[data-refresh]").forEach((el) => {
          if (Array.isArray(names) && !names.includes(el.dataset.refresh)) return;
          const other = fresh.querySelector('[data-refresh="' + el.dataset.refresh + '"]');
          if (!other) return;
          // A page may put a part in by itself, so that nothing jumps or is lost while somebody works.
          const own = new CustomEvent("vangnet:fresh", { bubbles: true, cancelable: true, detail: other });
          if (!el.dispatchEvent(own)) return;
          const before = new Map([...el.querySelectorAll("[data-cell]")].map((c) => [c.dataset.cell, c.textContent]));
          const focused = el.contains(document.activeElement) && document.activeElement.getAttribute("href");
          const open = [...el.querySelectorAll("details[open][id]")].map((d) => d.id);
          el.replaceChildren(...other.childNodes);
          open.forEach((id) => { const d = document.getElementById(id); if (d) d.open = true; });
          el.querySelectorAll("[data-cell]").forEach((c) => {
            if (before.has(c.dataset.cell) && before.get(c.dataset.cell) !== c.textContent) flash(c);
          });
          if (focused) {
            const same = [...el.querySelectorAll("a")].find((a) => a.getAttribute("href") === focused);
            if (same) same.focus({ preventScroll: true });
          }
        });
        cells = indexCells();
        tick();
        document.dispatchEvent(new CustomEvent("vangnet:reload"));
      }
    } catch { /* the stream says when the connection is back */ }
    setTimeout(() => {
      reloading = false;
      if (again) { again = false; reload(); }
    }, 2000);
  };
  document.addEventListener("click", (e) => {
    const button = e.target instanceof Element && e.target.closest("[data-reload]");
    if (button) { e.preventDefault(); button.hidden = true; reload(); }
  });

  const state = (how, text) => {
    document.querySelectorAll("[data-conn]").forEach((el) => {
      if (el.dataset.conn === how) return;
      el.dataset.conn = how;
      el.querySelector("[data-conn-text]").textContent = text;
    });
  };
  if (words.live) {
    let source;
    let wait = 1000;
    let known = words.known;
    const connect = () => {
      source = new EventSource("/live?topic=" + encodeURIComponent(words.live) + (known ? "&known=" + known : ""));
      source.onopen = () => { wait = 1000; state("on", words.wLive); };
      const take = (quiet) => (e) => {
        known = e.lastEventId;
        const update = JSON.parse(e.data);
        const filtered = document.querySelector("[data-filtered]");
        if (filtered) {
          const mine = filtered.dataset.filtered;
          const touched = update.changed || [];
          if (quiet || mine === "all" || mine.split(",").some((id) => touched.includes(Number(id)))) reload();
        } else if (update.cells) apply(update, quiet);
        else reload();
      };
      source.addEventListener("cells", take(false));
      source.addEventListener("reset", take(true));
      source.addEventListener("reload", (e) => { known = e.lastEventId; reload(); });
      // Something changed that concerns certain desks: only their browsers look again.
      source.addEventListener("concerns", (e) => {
        known = e.lastEventId;
        const mine = (words.concerns || "").split(" ");
        if (JSON.parse(e.data).desks.some((desk) => mine.includes(desk))) reload();
      });
      source.addEventListener("bye", () => { source.close(); setTimeout(connect, 500); });
      source.onerror = () => {
        state("off", words.wOff);
        source.close();
        setTimeout(connect, wait);
        wait = Math.min(wait * 1.7, 15000);
      };
    };
    connect();
    addEventListener("pagehide", () => source.close());
    addEventListener("pageshow", (e) => { if (e.persisted) connect(); });
  }
  // What scrolls can be scrolled with the keys, and says what it is.
  const reach = () => {
    document.querySelectorAll("main .table-wrap, main pre").forEach((box) => {
      const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
      if (!scrolls) {
        if (box.dataset.reach) { box.removeAttribute("tabindex"); box.removeAttribute("role"); box.removeAttribute("aria-label"); delete box.dataset.reach; }
        return;
      }
      if (box.dataset.reach || box.hasAttribute("tabindex")) return;
      const part = box.closest("section, details, main");
      const head = part && part.querySelector("h2, h3, summary, h1");
      box.dataset.reach = "1";
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", ((head || document.querySelector("h1")) || { textContent: document.title }).textContent.trim().replace(/\s+/g, " "));
    });
  };
  const sizes = new ResizeObserver(reach);
  const watch = () => {
    reach();
    sizes.disconnect();
    document.querySelectorAll("main .table-wrap, main pre").forEach((box) => {
      sizes.observe(box);
      if (box.firstElementChild) sizes.observe(box.firstElementChild);
    });
  };
  watch();
  // Parts that were fetched again are new boxes; what was folded has its size only once it is open.
  document.addEventListener("vangnet:reload", watch);
  document.addEventListener("toggle", reach, true);
  window.vangnet = { announce, now, reload };
})();
