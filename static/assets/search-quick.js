// The box in the head of every page: names and titles as one types. It is loaded when the box is first used.
(function () {
  "use strict";

  var KINDS = [["people", "p"], ["organizations", "o"], ["places", "l"], ["authors", "a"], ["topics", "t"]];
  var NAMES = 4, TITLES = 4, TYPING = 120;

  function element(tag, properties, children) {
    var made = Object.assign(document.createElement(tag), properties);
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  window.backfileQuick = function (form) {
    var input = form.querySelector("input"), root = form.getAttribute("action").replace(/search\/index\.html$/, "");
    var list = element("ul", { id: "page-quick", className: "quick", hidden: true });
    var opening = null, run = 0, typing = 0, active = -1;

    function set(target, attributes) {
      Object.keys(attributes).forEach(function (name) { target.setAttribute(name, attributes[name]); });
    }

    set(list, { role: "listbox", "aria-label": input.getAttribute("aria-label") });
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });
    form.append(list);

    function close() {
      run += 1;
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function address(path) {
      return root + path.split("/").map(encodeURIComponent).join("/");
    }

    function option(text, note, path) {
      var made = element("li", {}, [element("span", { textContent: text }), " ", element("span", { className: "note", textContent: note })]);
      made.dataset.href = address(path);
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      made.addEventListener("click", function () { location.href = made.dataset.href; });
      return made;
    }

    function show(rows) {
      rows.forEach(function (row, at) { row.id = "page-quick-" + at; });
      list.replaceChildren.apply(list, rows);
      list.hidden = rows.length === 0;
      active = -1;
      input.setAttribute("aria-expanded", String(rows.length > 0));
      input.removeAttribute("aria-activedescendant");
    }

    function find() {
      var text = input.value.trim(), mine = run += 1;
      if (text.length < 2) {
        close();
        return;
      }
      opening = opening || window.backfileIndex(root);
      opening.then(function (index) {
        var kinds = KINDS.filter(function (kind) { return index.top.kinds.indexOf(kind[0]) >= 0; });
        var names = kinds.map(function (kind) { return index.suggest(kind[1], text, NAMES); });
        return Promise.all([Promise.all(names), index.titled(text, TITLES)]);
      }).then(function (found) {
        if (mine !== run) return;
        var rows = [].concat.apply([], found[0]).filter(function (name) { return name.url; });
        rows.sort(function (a, b) { return b.ids.length - a.ids.length; });
        show(rows.slice(0, 2 * NAMES).map(function (name) {
          return option(name.name, String(name.ids.length), name.url);
        }).concat(found[1].map(function (article) { return option(article.t, article.d || "", article.u); })));
      }).catch(function () {
        // Suggestions are a convenience: the search page says what is wrong.
        opening = null;
        if (mine === run) close();
      });
    }

    function choose(at) {
      var rows = list.children;
      if (active >= 0) rows[active].setAttribute("aria-selected", "false");
      active = at;
      if (at < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      rows[at].setAttribute("aria-selected", "true");
      rows[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", rows[at].id);
    }

    input.addEventListener("input", function () {
      clearTimeout(typing);
      typing = setTimeout(find, TYPING);
    });
    input.addEventListener("keydown", function (event) {
      var count = list.hidden ? 0 : list.children.length;
      if (event.key === "Escape" && count > 0) close();
      else if (event.key === "Enter" && active >= 0) location.href = list.children[active].dataset.href;
      else if (event.key === "ArrowDown" && count > 0) choose(active + 1 < count ? active + 1 : -1);
      else if (event.key === "ArrowUp" && count > 0) choose(active >= 0 ? active - 1 : count - 1);
      else return;
      event.preventDefault();
    });
    input.addEventListener("blur", close);
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    if (input.value) find();
  };
})();
