/* What a script adds to a person's own page; it works without it. Nothing newer than 2017. */
(function () {
  "use strict";
  /* While somebody writes on their own page it stays open: it hears of it once a minute at most. */
  var told = 0;
  document.addEventListener("input", function (event) {
    var form = event.target.form, stay = form && form.getAttribute("data-stay");
    if (!stay || !navigator.sendBeacon || !window.URLSearchParams || Date.now() - told < 60000) return;
    told = Date.now();
    var token = new URLSearchParams();
    token.append("form_token", form.querySelector("[name=form_token]").value);
    navigator.sendBeacon(stay, token);
  });
  /* Leaving it with words that were not sent: they are kept, unless somebody takes the way out. */
  window.addEventListener("pagehide", function () {
    var form = told && document.querySelector("form[data-stay]");
    if (!form || form.gone || document.documentElement.className === "gone") return;
    var words = new URLSearchParams(new FormData(form));
    words.append("of", form.getAttribute("action"));
    navigator.sendBeacon(form.getAttribute("data-stay").replace(/here$/, "keep"), words);
  });
})();
