// Added to pages by `backfile serve` only: loads the page again when the site has changed, and shows what is wrong
// when the site could not be loaded. It uses no inline script or style, so that a strict content policy allows it.
(function () {
  "use strict";
  var step = document.currentScript.getAttribute("data-step");
  var box = null;
  var asking = false;

  function show(error) {
    if (!error) {
      if (box) box.remove();
      box = null;
      return;
    }
    if (!box) {
      box = document.createElement("div");
      box.setAttribute("role", "alert");
      var style = box.style;
      style.position = "fixed";
      style.inset = "auto 0 0 0";
      style.zIndex = "2147483647";
      style.maxHeight = "60vh";
      style.overflow = "auto";
      style.padding = "1rem 1.5rem";
      style.background = "#5a1212";
      style.color = "#fff";
      style.font = "0.875rem/1.5 ui-monospace, monospace";
      style.whiteSpace = "pre-wrap";
      style.textAlign = "left";
      document.body.appendChild(box);
    }
    box.textContent = "The last change could not be shown; this is the site before it.\n\n" + error;
  }

  function ask(query) {
    asking = true;
    fetch("/__backfile/wait" + query, { cache: "no-store" })
      .then(function (response) {
        if (!response.ok) throw new Error(response.statusText);
        return response.json();
      })
      .then(function (news) {
        asking = false;
        if (!news.error && String(news.step) !== step) {
          location.reload();
          return;
        }
        show(news.error);
        // A step with an error is shown on the page that is there; the next one without an error loads it again.
        wait(String(news.step), 0);
      })
      .catch(function () {
        asking = false;
        wait(step, 2000);
      });
  }

  function wait(seen, pause) {
    setTimeout(function () {
      // Browsers open six connections to a server: a page that nobody looks at keeps none of them.
      if (document.hidden) {
        document.addEventListener("visibilitychange", function () { if (!asking) ask(""); }, { once: true });
      } else {
        ask("?step=" + seen);
      }
    }, pause);
  }

  ask("");
})();
