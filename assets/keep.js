/* What is typed in a form is kept while it is typed: phones end a page without a word, and lines are cut. A way out keeps nothing.
   Each page works without it. Nothing newer than 2018. */
(function () {
  "use strict";
  var kept = document.querySelector("form[data-keep]"), fresh = {}, going = {}, last = "", call = null, soon, began = 0;
  if (!kept || !window.URLSearchParams || !window.FormData || !FormData.prototype.forEach) return;

  /* 1. What of it is new, each question by itself: what another tab keeps of the same page stays. */
  function some() { return Object.keys(fresh).length > 0; }
  function words() {
    var sent = new URLSearchParams();
    new FormData(kept).forEach(function (value, name) {
      if (fresh[name] || name === "form_token" || name === "since") sent.append(name, value);
    });
    Object.keys(fresh).forEach(function (name) { sent.append("kept", name); });
    sent.append("go", "keep");
    return sent.toString();
  }
  function leaving() { return document.documentElement.className === "gone"; }
  function idle() { return !some() || leaving() || kept.gone; }

  /* 2. While it is typed; what could not be sent is tried again, and somebody without a line is told. */
  function say(what) { document.getElementById("cut").textContent = what ? kept.getAttribute("data-" + what) : ""; }
  function later(pause) {
    clearTimeout(soon);
    soon = setTimeout(keep, pause);
  }
  function again() {
    Object.keys(going).forEach(function (name) { fresh[name] = true; });
    going = {};
  }
  function keep() {
    if (idle() || call) return;
    var sent = words();
    going = fresh;
    fresh = {};
    began = 0;
    call = new XMLHttpRequest();
    call.open("POST", kept.action);
    call.timeout = 30000;
    call.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    call.onloadend = function () {
      var status = call.status;
      call = null;
      if (status === 204) {
        going = {};
        say();
      } else {
        again();
        if (!status) say("cut");
        if (status === 413) say("long");
        // What is refused for good is not tried again: it still stands in its field.
        if (status && status !== 408 && status < 429) return;
      }
      if (some()) later(status === 204 ? 4000 : 15000);
    };
    call.send(sent);
  }

  /* 3. In parting: a phone may end the page as soon as it is out of sight. */
  function hand(event) {
    again();
    if (idle()) return;
    var sent = words();
    if (event.type === "pagehide" && sent === last) return;
    last = sent;
    // More than a browser hands over in parting goes as it always does.
    var body = new Blob([sent], { type: "application/x-www-form-urlencoded" });
    if (!navigator.sendBeacon || !navigator.sendBeacon(kept.action, body)) keep();
  }
  ["input", "change"].forEach(function (kind) {
    kept.addEventListener(kind, function (event) {
      if (!event.target.name) return;
      fresh[event.target.name] = true;
      began = began || Date.now();
      // Four quiet seconds; half a minute for who writes on; more for long words on a slow line.
      later(Date.now() - began > 30000 ? 0 : 4000 + (event.target.value || "").length / 4);
    });
  });
  window.addEventListener("pagehide", hand);
  document.addEventListener("visibilitychange", function (event) {
    if (document.visibilityState === "hidden") hand(event);
    // Nobody knows whether it arrived: once more.
    else if (some()) later(0);
  });
  window.addEventListener("online", function () {
    say();
    later(0);
  });
  kept.addEventListener("submit", function (event) {
    var long = new URLSearchParams(new FormData(kept)).toString().length > 4190000;
    if ((navigator.onLine !== false && !long) || leaving()) return;
    // The page would be gone, and the words with it.
    event.preventDefault();
    event.stopPropagation();
    say(long ? "long" : "cut");
    document.getElementById("cut").scrollIntoView();
  });
})();
