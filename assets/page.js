/* What a script adds; each page works without it. Nothing newer than 2017. */
(function () {
  "use strict";
  var way = document.querySelector(".exit"), presses = 0, alone = false, down = false, timer;

  /* Whether somebody left, in this window. Storage may be off. */
  function left(now) {
    try {
      if (now === undefined) return sessionStorage.getItem("left");
      if (now) sessionStorage.setItem("left", "1");
      else sessionStorage.removeItem("left");
    } catch (refused) { return null; }
  }
  function link(event) { return event.target.closest && event.target.closest("a"); }
  function hide() {
    document.documentElement.className = "gone";
    document.body.hidden = true;
  }

  /* 1. Exit this page: hide everything at once, then go. */
  function leave() {
    hide();
    left(true);
    document.title = way ? way.getAttribute("data-leaving") : " ";
    location.replace("/exit");
  }
  document.addEventListener("click", function (event) {
    var pressed = link(event);
    if (pressed && pressed.getAttribute("href") === "/exit") {
      event.preventDefault();
      leave();
    }
  });

  /* Shift by itself, three times within five seconds. With a key, a click, a wheel or a word between, it is work, and does not count. */
  function say(words) { document.getElementById("exit-said").textContent = words; }
  function forget() {
    presses = 0;
    say("");
  }
  function work() {
    alone = false;
    if (presses) forget();
  }
  function chord(event) {
    var other = event.getModifierState && event.getModifierState("AltGraph");
    return event.isComposing || event.altKey || event.ctrlKey || event.metaKey || other;
  }
  if (way) {
    window.addEventListener("keydown", function (event) {
      var shift = event.key === "Shift", second = shift && down && !event.repeat;
      if (shift) down = true;
      if (!shift || second || chord(event)) work();
      else if (!event.repeat) alone = true;
    }, true);
    window.addEventListener("keyup", function (event) {
      if (event.key !== "Shift") return;
      down = false;
      if (!alone) return;
      if (chord(event)) return work();
      alone = false;
      presses += 1;
      if (presses === 3) return leave();
      if (presses === 1) {
        clearTimeout(timer);
        timer = setTimeout(forget, 5000);
      }
      say(way.getAttribute("data-more-" + (3 - presses)));
    }, true);
    ["mousedown", "touchstart", "click", "wheel", "input", "compositionstart"].forEach(function (kind) {
      window.addEventListener(kind, work, { capture: true, passive: true });
    });
    window.addEventListener("blur", function () {
      down = false;
      work();
    });
  }

  /* 2. Faults are read first; their links lead to the question. */
  var faults = document.getElementById("faults");
  if (faults) {
    faults.focus();
    faults.addEventListener("click", function (event) {
      var pressed = link(event), field = pressed && document.getElementById(pressed.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      (field.closest(".field") || field).scrollIntoView();
      field.focus({ preventScroll: true });
    });
  }

  /* 3. A form goes once; after 20 seconds it may go again. */
  function free(form) { form.gone = false; }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.gone) return event.preventDefault();
    form.gone = true;
    setTimeout(free, 20000, form);
  });

  /* 4. Back to a page that the browser kept: after an exit it is fetched anew. */
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) left(false);
    else if (left()) {
      hide();
      location.reload();
    } else Array.prototype.forEach.call(document.forms, free);
  });
})();
