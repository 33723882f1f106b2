/* What a script adds at the desk; each page works without it. */
(function () {
  "use strict";
  var quiet = 1000 * document.querySelector("nav.desk").getAttribute("data-quiet"), touched = Date.now();
  function hide() {
    document.documentElement.className = "gone";
    document.body.hidden = true;
  }

  /* 1. A page that the browser kept is fetched anew. */
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    hide();
    location.reload();
  });

  /* 2. A device that others use: after quiet minutes the screen is empty. What was typed is sent. */
  var told = Date.now();
  function touch() {
    touched = Date.now();
    if (touched - told >= 60000) stay();
  }
  /* Once a minute at most the service hears that somebody types. */
  function stay() {
    told = touched;
    var token = document.querySelector("[name=form_token]").value;
    if (navigator.sendBeacon) navigator.sendBeacon("/desk/here", new URLSearchParams({ form_token: token }));
  }
  function lock() {
    if (touched > told && Date.now() - told >= 60000) stay();
    if (Date.now() - touched <= quiet) return;
    touched = Date.now();
    hide();
    var save = document.querySelector(".keeps [value=save]") || document.querySelector(".keeps button");
    if (save) save.click();
    else location.replace(location.pathname + location.search);
  }
  if (quiet) {
    ["keydown", "click", "touchstart", "wheel", "mousemove", "touchmove", "scroll"].forEach(function (kind) { document.addEventListener(kind, touch, true); });
    setInterval(lock, 5000);
  }

  /* 3. The part about a child unfolds for one. */
  var age = document.querySelector("[name='victim.age_band']"), child = document.querySelector("[data-ages]");
  if (age && child) {
    age.addEventListener("change", function () {
      if (child.getAttribute("data-ages").split(" ").indexOf(age.value) >= 0) child.open = true;
    });
  }

  /* 4. Printing without keys. */
  Array.prototype.forEach.call(document.querySelectorAll("[data-print]"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  /* 5. Help lies open where there is room. */
  if (matchMedia("(min-width: 64rem)").matches) {
    Array.prototype.forEach.call(document.querySelectorAll(".guide"), function (guide) { guide.open = true; });
  }

  /* 5. Words in one form are not lost to the button of another, unless they may be. Leaving is asked for nothing. */
  window.addEventListener("submit", function (event) {
    var form = event.target, unsent = document.querySelector("nav.desk").getAttribute("data-unsent");
    if (/\/desk\/leave/.test(form.action)) return;
    var left = Array.prototype.some.call(document.querySelectorAll("main textarea"), function (field) {
      return field.form !== form && field.value !== field.defaultValue;
    });
    if (!left || window.confirm(unsent)) return;
    // Nobody else hears of it: a form counts as sent for whoever minds a second press.
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
})();
