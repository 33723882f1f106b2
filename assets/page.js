/* What a script adds to every page. Nothing here is needed: each page works without it.
   Old browsers are welcome: no build, no library, nothing newer than 2017. */
(function () {
  "use strict";
  var way = document.querySelector(".exit");

  /* 1. Exit this page: hide everything at once, then go. The press is noted for this window only, so that a page which
     the browser kept is not shown again when somebody presses Back. */
  function note(left) {
    try {
      if (left) sessionStorage.setItem("left", "1");
      else sessionStorage.removeItem("left");
    } catch (refused) { /* Storage may be switched off. */ }
  }
  function noted() {
    try { return sessionStorage.getItem("left"); } catch (refused) { return null; }
  }
  function hide() {
    document.documentElement.className = "gone";
    document.body.hidden = true;
  }
  function leave() {
    hide();
    note(true);
    document.title = way ? way.getAttribute("data-leaving") : " ";
    location.replace("/exit");
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a");
    if (link && link.getAttribute("href") === "/exit") {
      event.preventDefault();
      leave();
    }
  });

  /* Shift, three times within five seconds. Shift with a letter is writing, and counts for nothing. */
  var presses = 0, alone = false, timer;
  function say(words) {
    document.getElementById("exit-said").textContent = words;
  }
  function forget() {
    presses = 0;
    say("");
  }
  if (way) {
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Shift") {
        alone = false;
        if (presses) forget();
      } else if (!event.repeat) alone = true;
    });
    document.addEventListener("keyup", function (event) {
      if (event.key !== "Shift" || !alone) return;
      alone = false;
      presses += 1;
      if (presses === 1) {
        clearTimeout(timer);
        timer = setTimeout(forget, 5000);
      }
      if (presses === 3) leave();
      else say(way.getAttribute("data-more-" + (3 - presses)));
    });
  }

  /* 2. What is wrong is read first; each of its links leads into the field, with its question in sight. */
  var faults = document.getElementById("faults");
  if (faults) {
    faults.focus();
    faults.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a");
      var field = link && document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      (field.closest(".field") || field).scrollIntoView();
      field.focus({ preventScroll: true });
    });
  }

  /* 3. A form goes once. If nothing has come of it after 20 seconds, it can be sent again. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.sent) event.preventDefault();
    else {
      form.sent = true;
      setTimeout(function () { form.sent = false; }, 20000);
    }
  });

  /* 4. Coming back to a page that the browser kept: after an exit it is fetched again, with nothing of before. */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && noted()) {
      hide();
      location.reload();
      return;
    }
    if (!event.persisted) note(false);
    Array.prototype.forEach.call(document.forms, function (form) { form.sent = false; });
  });
})();
