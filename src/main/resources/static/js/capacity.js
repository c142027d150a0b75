// The form of a site: counts the changed fields on the save button, marks them, warns before they
// are left behind, and brings the outcome into focus. The form works without it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-count-changes]");
  const outcome = document.querySelector("[data-focus]");
  if (outcome) outcome.focus();
  if (!form) return;
  const shown = form.querySelector("[data-changes]");
  const inputs = [...form.querySelectorAll("input:not([type=hidden])")];
  const before = new Map(inputs.map((i) => [i, i.closest(".is-wrong") ? null : i.value]));
  let sending = false;
  const count = () => {
    const changed = new Set();
    for (const input of inputs) {
      const field = input.closest(".figure-field");
      if (before.get(input) !== input.value) changed.add(field);
    }
    form.querySelectorAll(".figure-field").forEach((f) => f.classList.toggle("is-changed", changed.has(f)));
    shown.hidden = changed.size === 0;
    shown.textContent = "(" + changed.size + ")";
    return changed.size;
  };
  form.addEventListener("input", count);
  form.addEventListener("submit", () => { sending = true; });
  window.addEventListener("beforeunload", (e) => { if (!sending && count() > 0) e.preventDefault(); });
  // Enter goes to the next number instead of sending half a form.
  form.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || !(e.target instanceof HTMLInputElement) || e.ctrlKey) return;
    const numbers = inputs.filter((i) => i.inputMode === "numeric" && i.offsetParent !== null);
    const next = numbers[numbers.indexOf(e.target) + 1];
    if (next) { e.preventDefault(); next.focus(); next.select(); }
  });
  count();
})();
