// The review page of `backfile serve`: one question at a time, answered by a key. Text from articles is only ever set as
// text, never as markup.
(function () {
  "use strict";
  var questions = [];
  var total = 0;
  var at = 0;
  var answered = 0;
  var busy = false;
  var get = function (id) { return document.getElementById(id); };

  function say(text) { get("progress").textContent = text; }

  function passage(found) {
    var item = document.createElement("li");
    var text = document.createElement("p");
    var hit = document.createElement("mark");
    hit.textContent = found.hit;
    text.append("…" + found.before, hit, found.after + "…");
    var link = document.createElement("a");
    link.href = "/" + found.url.split("/").map(encodeURIComponent).join("/");
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = (found.date ? found.date + " · " : "") + found.title;
    item.append(text, link);
    return item;
  }

  function show() {
    var question = questions[at];
    get("question").hidden = !question;
    if (!question) {
      say(answered + " answered. " + (total > questions.length ? "Load the page again for more." : "Nothing is left to ask."));
      return;
    }
    say("Question " + (at + 1) + " of " + questions.length + (total > questions.length ? " (" + total + " in all)" : ""));
    get("names").textContent = question.names.join(" / ");
    get("why").textContent = question.kind + ": " + question.why + " · " + question.articles +
      (question.articles === 1 ? " article" : " articles") + " · " + (question.merged ? "taken for one now" : "taken for two now");
    [0, 1].forEach(function (side) {
      get("name-" + side).textContent = question.names[side];
      get("passages-" + side).replaceChildren.apply(get("passages-" + side), question.passages[side].map(passage));
    });
    window.scrollTo(0, 0);
  }

  function answer(what) {
    if (busy || (!questions[at] && what !== "back")) return;
    if (what === "back") {
      at = Math.max(0, at - 1);
      show();
      return;
    }
    if (what === "unsure") {
      at += 1;
      show();
      return;
    }
    var question = questions[at];
    busy = true;
    fetch("/__backfile/review", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ answer: what, names: question.names, kind: question.kind })
    }).then(function (response) {
      return response.ok ? "" : response.text();
    }, String).then(function (error) {
      busy = false;
      if (error) {
        say("Not written: " + error);
        return;
      }
      answered += 1;
      at += 1;
      show();
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var what = { s: "same", d: "different", u: "unsure", b: "back" }[event.key.toLowerCase()];
    if (what) {
      event.preventDefault();
      answer(what);
    }
  });
  document.querySelectorAll("[data-answer]").forEach(function (button) {
    button.addEventListener("click", function () { answer(button.getAttribute("data-answer")); });
  });
  fetch("/__backfile/questions").then(function (response) {
    return response.ok ? response.json() : response.text().then(function (text) { throw new Error(text); });
  }).then(function (found) {
    questions = found.questions;
    total = found.total;
    show();
  }).catch(function (error) { say("Cannot load the questions: " + error.message); });
})();
