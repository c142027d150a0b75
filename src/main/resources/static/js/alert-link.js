// Opens the message at once; without this script a button does.
(() => {
  "use strict";
  const form = document.querySelector("form[data-open-at-once]");
  if (form) form.submit();
})();
