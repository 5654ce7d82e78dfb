// Conveniences only: every page is whole without them.
(function () {
  "use strict";

  // What the script says, in the language of the site.
  var words = document.currentScript ? document.currentScript.dataset : {};

  function say(text, values) {
    return String(text).replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }

  function element(tag, properties) {
    return Object.assign(document.createElement(tag), properties);
  }

  // A box that filters the rows of a long index.
  function addFilter(region) {
    var rows = Array.from(region.querySelectorAll("tbody tr, .counts li"));
    if (rows.length < 12) return;
    var id = "page-filter";
    var label = element("label", { className: "filter-label", htmlFor: id });
    label.textContent = say(words.filter, { what: region.dataset.filter });
    var box = element("input", { id: id, className: "filter", type: "search", autocomplete: "off" });
    var status = element("p", { className: "meta" });
    status.setAttribute("role", "status");
    var texts = rows.map(function (row) { return fold(row.textContent); });
    box.addEventListener("input", function () {
      var wanted = fold(box.value).split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, at) {
        var fits = wanted.every(function (word) { return texts[at].indexOf(word) >= 0; });
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      region.querySelectorAll(".letter").forEach(function (letter) {
        letter.hidden = !letter.querySelector("tbody tr:not([hidden])");
      });
      status.textContent = wanted.length ? say(words.filtered, { n: shown, all: rows.length }) : "";
    });
    region.prepend(label, box, status);
  }

  // Column heads that sort an index. Sorted by anything but the name, all rows stand in the first table.
  function addSort(region) {
    var tables = Array.from(region.querySelectorAll("table.names"));
    var rows = Array.from(region.querySelectorAll("table.names tbody tr"));
    if (rows.length < 12) return;
    var homes = rows.map(function (row) { return row.parentNode; });
    var heads = Array.from(tables[0].querySelectorAll("thead th"));
    var letters = Array.from(region.querySelectorAll(".letter"));

    function isNumber(column) { return heads[column].classList.contains("number"); }

    function sortBy(column, down) {
      heads.forEach(function (head, at) {
        if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      var alphabet = letters.length > 0 && column === 0 && !down;
      letters.forEach(function (letter, at) {
        letter.querySelector("h2").hidden = !alphabet;
        letter.hidden = !alphabet && at > 0;
      });
      if (alphabet) rows.forEach(function (row, at) { homes[at].append(row); });
      else gather(column, down);
      var box = region.querySelector(".filter");
      if (box && box.value) box.dispatchEvent(new Event("input"));
    }

    function gather(column, down) {
      var keys = new Map(rows.map(function (row, at) {
        var text = row.cells[column] ? row.cells[column].textContent.trim() : "";
        if (isNumber(column)) return [row, Number(text.replace(/[^0-9]/g, ""))];
        return [row, letters.length > 0 && column === 0 ? at : fold(text)];
      }));
      var sorted = rows.slice().sort(function (one, other) {
        var a = keys.get(one), b = keys.get(other);
        // What has nothing in the column comes last either way.
        if (a === "" || b === "") return (a === "") - (b === "");
        return (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1);
      });
      tables[0].tBodies[0].append.apply(tables[0].tBodies[0], sorted);
    }

    heads.forEach(function (head, column) {
      var button = element("button", { type: "button", textContent: head.textContent });
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        // Numbers start with the greatest, everything else with the least.
        sortBy(column, now ? now === "ascending" : isNumber(column));
      });
      head.replaceChildren(button);
    });
    if (letters.length > 0) heads[0].setAttribute("aria-sort", "ascending");
    document.querySelectorAll(".letters a").forEach(function (link) {
      link.addEventListener("click", function () { sortBy(0, false); });
    });
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  // Buttons that copy the citation.
  function addCopy(source, label) {
    if (!source || !navigator.clipboard) return;
    var button = element("button", { type: "button", className: "copy", textContent: label });
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(source.textContent.trim()).then(function () {
        button.textContent = words.copied;
        setTimeout(function () { button.textContent = label; }, 2000);
      });
    });
    source.after(button);
  }

  // Buttons that save the citation as a file: CSL-JSON as it stands, RIS made from it.
  function addSaves(source) {
    if (!source || !source.dataset.csl || !window.Blob || !window.URL) return;
    var items = JSON.parse(source.dataset.csl);
    [["RIS", "application/x-research-info-systems", ".ris", ris(items[0])],
     ["CSL-JSON", "application/vnd.citationstyles.csl+json", ".json", JSON.stringify(items, null, 2) + "\n"]
    ].forEach(function (kind) {
      var label = say(words.save, { format: kind[0] });
      var button = element("button", { type: "button", className: "copy", textContent: label });
      button.addEventListener("click", function () {
        var address = URL.createObjectURL(new Blob([kind[3]], { type: kind[1] }));
        var name = items[0].id.split("/").pop().replace(/\.html$/, "") + kind[2];
        element("a", { href: address, download: name }).click();
        setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
      });
      source.after(button);
    });
  }

  function ris(item) {
    var lines = [["TY", "NEWS"], ["TI", item.title], ["T2", item["container-title"]], ["LA", item.language]];
    (item.author || []).forEach(function (author) {
      lines.push(["AU", author.literal || author.family + ", " + author.given]);
    });
    if (item.issued) {
      var parts = item.issued["date-parts"][0];
      lines.push(["PY", String(parts[0])]);
      lines.push(["DA", parts.map(function (part) { return String(part).padStart(2, "0"); }).concat("", "", "").slice(0, 4).join("/")]);
    }
    lines.push(["VL", item.volume], ["IS", item.issue], ["SP", item.page], ["UR", item.URL], ["ER", ""]);
    return lines.filter(function (line) { return line[1] !== undefined; }).map(function (line) {
      return line[0] + "  - " + String(line[1]).replace(/\s+/g, " ");
    }).join("\r\n") + "\r\n";
  }

  // A sign before each paragraph that links to it.
  function addPermalinks(text) {
    text.querySelectorAll("p[id]").forEach(function (paragraph) {
      var link = element("a", { className: "permalink", href: "#" + paragraph.id, textContent: "¶" });
      link.setAttribute("aria-label", words.permalink);
      link.tabIndex = -1;
      if (paragraph.parentElement === text) paragraph.prepend(link);
    });
  }

  // What suggests names and titles in the search box is loaded when the box is first used.
  function addQuick(form) {
    form.addEventListener("focusin", function () {
      var folder = form.getAttribute("action").replace(/search\/index\.html$/, "assets/");
      ["search-index.js", "search-quick.js"].forEach(function (name, at) {
        var tag = element("script", { src: folder + name, async: false });
        if (at === 1) tag.addEventListener("load", function () { window.backfileQuick(form); });
        document.head.append(tag);
      });
    }, { once: true });
  }

  document.querySelectorAll(".site-search").forEach(addQuick);
  document.querySelectorAll("[data-filter]").forEach(addSort);
  document.querySelectorAll("[data-filter]").forEach(addFilter);
  addSaves(document.getElementById("page-citation"));
  addCopy(document.getElementById("page-citation"), words.copyCitation);
  addCopy(document.getElementById("page-bibtex"), words.copyBibtex);
  document.querySelectorAll(".story-text").forEach(addPermalinks);
})();
