// Refreshes the counts of the intake page in place; forms are left alone.
(function () {
  "use strict";
  var parts = ["sums", "account", "causes"];
  setInterval(function () {
    if (document.hidden) return;
    fetch(location.href, { headers: { Accept: "text/html" } })
      .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : null; })
      .then(function (text) {
        if (!text) return;
        var fresh = new DOMParser().parseFromString(text, "text/html");
        parts.forEach(function (id) {
          var old = document.getElementById(id), now = fresh.getElementById(id);
          if (old && now && !old.contains(document.activeElement)) old.replaceWith(now);
        });
      })
      .catch(function () {});
  }, 10000);
})();
