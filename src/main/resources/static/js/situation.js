// The situation's script: map fills, the order of regions, going back in time and charts.
(() => {
  "use strict";
  const lang = document.body.dataset.lang;
  const zone = "Europe/Amsterdam";

  // ---- live: fills follow their class; a changed order is offered, never forced ----
  const fills = () => {
    document.querySelectorAll("[data-fill]").forEach((el) => {
      const step = [...el.classList].find((c) => /^p[0-5]$/.test(c)) || "p0";
      const fill = "url(#pat-" + step + ")";
      if (el.getAttribute("fill") !== fill) el.setAttribute("fill", fill);
    });
  };
  document.addEventListener("vangnet:update", (e) => {
    fills();
    const order = e.detail.order;
    const body = document.querySelector("[data-ranked]");
    const button = document.querySelector("[data-reorder]");
    if (!order || !order.length || !body || !button) return;
    const shown = [...body.querySelectorAll("[data-rank]")].map((r) => r.dataset.rank);
    button.hidden = shown.join() === order.filter((id) => shown.includes(id)).join();
    button.dataset.order = order.join();
  });
  document.addEventListener("click", (e) => {
    const button = e.target instanceof Element && e.target.closest("[data-reorder]");
    if (!button) return;
    const body = document.querySelector("[data-ranked]");
    (button.dataset.order || "").split(",").forEach((id) => {
      const row = body.querySelector('[data-rank="' + id + '"]');
      if (row) body.append(row);
    });
    button.hidden = true;
  });
  // What stands beside the figures is renewed each half minute.
  if (document.body.dataset.live && document.querySelector('[data-refresh="aside"]')) {
    setInterval(() => {
      if (!document.hidden) window.vangnet.reload(["aside"]);
    }, 30000);
  }

  // ---- back in time ----
  const local = (millis) => {
    const p = {};
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      .formatToParts(millis).forEach((x) => { p[x.type] = x.value; });
    return p.year + "-" + p.month + "-" + p.day + "T" + p.hour + ":" + p.minute;
  };
  const spoken = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : "nl-NL", { timeZone: zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  document.querySelectorAll("[data-travel]").forEach((range) => {
    const out = range.parentElement.querySelector("[data-travel-out]");
    const at = () => window.vangnet.now() + Number(range.value) * 15 * 60000;
    range.addEventListener("input", () => {
      out.textContent = spoken.format(at());
      range.setAttribute("aria-valuetext", out.textContent);
    });
    range.addEventListener("change", () => {
      const url = new URL(location.href);
      if (Number(range.value) === 0) { url.searchParams.delete("at"); url.searchParams.delete("known"); }
      else url.searchParams.set("at", local(at()));
      location.href = url.toString();
    });
  });

  // ---- charts ----
  const number = new Intl.NumberFormat(lang === "en" ? "en-GB" : "nl-NL");
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const script = (src) => new Promise((done, failed) => {
    const el = document.createElement("script");
    el.src = src;
    el.onload = done;
    el.onerror = failed;
    document.head.append(el);
  });
  const dash = (v) => (v === null || v === undefined ? "—" : number.format(v));

  document.querySelectorAll("[data-chart]").forEach((panel) => {
    const box = panel.querySelector("[data-chart-box]");
    const words = panel.dataset;
    let chart;
    let series;
    const pressed = (name) => panel.querySelector("[" + name + "][aria-pressed=true]");
    const draw = () => {
      if (!series || !window.echarts) return;
      if (!chart) chart = window.echarts.init(box, null, { renderer: "svg" });
      const ink = css("--ink");
      const ink2 = css("--ink-2");
      const line = css("--line");
      const data = (name) => series.points.map((p) => [p.at, p[name]]);
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const font = getComputedStyle(document.body).fontFamily;
      chart.setOption({
        animation: !still,
        textStyle: { fontFamily: font, color: ink2 },
        grid: { left: 8, right: series.levels.length ? 108 : 16, top: box.clientWidth < 520 ? 54 : 34, bottom: 8, containLabel: true },
        legend: { top: 0, left: 0, textStyle: { color: ink }, itemWidth: 22, itemHeight: 8 },
        tooltip: {
          trigger: "axis", backgroundColor: css("--surface"), borderColor: css("--line-strong"), textStyle: { color: ink },
          formatter: (items) => spoken.format(new Date(items[0].axisValue)) + items.map((i) =>
            "<br>" + i.marker + i.seriesName + " <b>" + dash(i.value[1]) + "</b>").join(""),
        },
        xAxis: { type: "time", axisLine: { lineStyle: { color: css("--line-strong") } }, axisLabel: { color: ink2, hideOverlap: true }, splitLine: { show: false } },
        yAxis: { type: "value", min: 0, axisLabel: { color: ink2, formatter: (v) => number.format(v) }, splitLine: { lineStyle: { color: line } } },
        series: [
          { name: words.lOccupied, type: "line", showSymbol: false, connectNulls: false, data: data("occupied"), color: css("--series-1"), lineStyle: { width: 2.5 }, areaStyle: { opacity: 0.07 },
            markLine: series.levels.length ? { symbol: "none", silent: true, lineStyle: { color: ink2, type: [2, 4], width: 1 }, label: { color: ink2, position: "end", formatter: (p) => number.format(p.value) + " (" + p.name + ")" },
              data: series.levels.filter((l) => l.beds < 2.2 * Math.max(1, ...series.points.map((p) => p.staffed || p.occupied || 0))).map((l) => ({ name: l.percent + " %", yAxis: l.beds })) } : undefined },
          { name: words.lStaffed, type: "line", showSymbol: false, connectNulls: false, step: "end", data: data("staffed"), color: css("--series-2"), lineStyle: { width: 2, type: "dashed" } },
          { name: words.lFree, type: "line", showSymbol: false, connectNulls: false, data: data("free"), color: css("--series-3"), lineStyle: { width: 2, type: [1, 3], cap: "round" } },
        ],
      }, true);
    };
    const table = () => {
      const body = panel.querySelector("[data-chart-table] tbody");
      body.replaceChildren(...series.points.slice().reverse().map((p) => {
        const tr = document.createElement("tr");
        const th = document.createElement("th");
        th.scope = "row";
        th.textContent = spoken.format(new Date(p.at));
        tr.append(th);
        [p.occupied, p.staffed, p.free].forEach((v) => {
          const td = document.createElement("td");
          td.className = "num";
          td.textContent = dash(v);
          tr.append(td);
        });
        return tr;
      }));
    };
    const message = (text) => {
      if (chart) { chart.dispose(); chart = undefined; }
      box.textContent = text;
      box.classList.add("empty");
    };
    const load = async () => {
      try {
        const here = new URLSearchParams(location.search);
        const at = here.get("at") ? "&at=" + encodeURIComponent(here.get("at")) : "";
        const set = here.get("set") && !panel.dataset.chart.includes("set=") ? "&set=" + encodeURIComponent(here.get("set")) : "";
        const answer = await fetch(panel.dataset.chart + "&category=" + pressed("data-chart-category").dataset.chartCategory + "&period=" + pressed("data-chart-period").dataset.chartPeriod + at + set, { headers: { Accept: "application/json" } });
        if (!answer.ok) throw new Error(String(answer.status));
        series = await answer.json();
        if (!series.points.some((p) => p.occupied !== null || p.staffed !== null)) { message(words.lNone); table(); return; }
        if (!window.echarts) await script(box.dataset.echarts);
        if (!chart) { box.textContent = ""; box.classList.remove("empty"); }
        draw();
        table();
      } catch {
        message(words.lFault);
      }
    };
    panel.addEventListener("click", (e) => {
      const button = e.target instanceof Element && e.target.closest("[data-chart-category], [data-chart-period]");
      if (!button) return;
      button.parentElement.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
      load();
    });
    addEventListener("resize", () => chart && chart.resize());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    const start = new IntersectionObserver((seen) => {
      if (seen.some((s) => s.isIntersecting)) { start.disconnect(); load(); setInterval(() => document.hidden || load(), 120000); }
    }, { rootMargin: "200px" });
    start.observe(panel);
  });
})();
