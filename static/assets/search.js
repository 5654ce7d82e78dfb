// The search page: a query and filters in the address, hits and facets on the page. All text is set as text.
(function () {
  "use strict";

  var say = document.currentScript.dataset, root = say.root;
  var PAGE = 10, SLOW = 1500, TYPING = 250, MOST_ROWS = 12, MOST_SAVED = 5000;
  var KINDS = [["people", "p"], ["organizations", "o"], ["places", "l"], ["authors", "a"], ["topics", "t"]];
  var form = byId("search"), input = byId("query"), sort = byId("sort"), status = byId("status");
  var filters = byId("filters"), results = byId("results"), pages = byId("pages"), facets = byId("facets");
  var opening = null, run = 0, open = new Set(), names = new Map();

  function byId(name) { return document.getElementById("page-" + name); }

  function fill(text, values) {
    return String(text).replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }

  function number(value) { return value.toLocaleString(say.language || undefined); }

  function element(tag, properties, children) {
    var made = Object.assign(document.createElement(tag), properties);
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  function button(text, label, act) {
    var made = element("button", { type: "button" });
    made.append(text);
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  // ---- The state of the search stands in the address: after "?" where that can be changed, else after "#".

  function stateOf(text) {
    var given = new URLSearchParams(text);
    return {
      q: given.get("q") || "",
      sort: ["newest", "oldest"].indexOf(given.get("sort")) >= 0 ? given.get("sort") : "",
      from: given.get("from") || "",
      to: given.get("to") || "",
      only: given.getAll("only"),
      not: given.getAll("not"),
      page: Math.max(1, parseInt(given.get("page"), 10) || 1)
    };
  }

  function current() {
    return stateOf(location.hash.startsWith("#?") ? location.hash.slice(2) : location.search.slice(1));
  }

  function written(state) {
    var params = new URLSearchParams();
    ["q", "sort", "from", "to"].forEach(function (name) { if (state[name]) params.set(name, state[name]); });
    state.only.forEach(function (key) { params.append("only", key); });
    state.not.forEach(function (key) { params.append("not", key); });
    if (state.page > 1) params.set("page", state.page);
    return "?" + params.toString();
  }

  function go(state, replace) {
    var address = written(state);
    try {
      history[replace ? "replaceState" : "pushState"](null, "", location.pathname + address);
    } catch (refused) {
      if (replace) location.replace("#" + address);
      else location.hash = address;
      return;
    }
    show();
  }

  function change(changes) {
    go(Object.assign(current(), { page: 1 }, changes));
  }

  // ---- Searching.

  function index() {
    if (!opening) {
      opening = window.backfileIndex(root);
      opening.catch(function () { opening = null; });
    }
    return opening;
  }

  function queryOf(state) {
    var query = window.backfileIndex.parse(state.q);
    var span = window.backfileIndex.parse((state.from ? "from:" + state.from : "") + " " + (state.to ? "to:" + state.to : ""));
    if (span.from !== null) query.from = Math.max(span.from, query.from === null ? -Infinity : query.from);
    if (span.to !== null) query.to = Math.min(span.to, query.to === null ? Infinity : query.to);
    return query;
  }

  function show() {
    var state = current(), mine = run += 1;
    if (document.activeElement !== input || input.value.trim() !== state.q) input.value = state.q;
    sort.value = state.sort;
    results.setAttribute("aria-busy", "true");
    var slow = setTimeout(function () { tell(say.loading); }, SLOW);
    index().then(function (found) {
      var query = queryOf(state);
      return found.matches(query, state.only, state.not).then(function (hits) {
        return found.ordered(hits, state.sort, state.page * PAGE).then(function (ids) {
          var shown = ids.slice((state.page - 1) * PAGE, state.page * PAGE);
          return Promise.all(shown.map(found.document, found)).then(function (articles) {
            if (mine !== run) return;
            clearTimeout(slow);
            showCount(found, state, query, hits, ids);
            showResults(found, articles, query);
            showPages(state, ids.length);
            showFilters(found, state);
            showFacets(found, state, hits.ids);
            results.removeAttribute("aria-busy");
            document.documentElement.dataset.searched = String(mine);
          });
        });
      });
    }).catch(function (error) {
      clearTimeout(slow);
      if (mine === run) showTrouble(error);
    });
  }

  function tell(text) {
    status.replaceChildren(text);
  }

  function showTrouble(error) {
    results.removeAttribute("aria-busy");
    if (error.name !== "FileError") {
      tell(String(error.message));
      return;
    }
    tell(fill(say.missing, { name: error.message }));
    status.append(" ", button(say.retry, "", show));
  }

  function showCount(found, state, query, hits, ids) {
    var asked = query.clauses.length || query.from !== null || query.to !== null || state.only.length || state.not.length;
    var form = ids.length === 1 ? say.foundOne : say.foundOther;
    if (ids.length === 0) {
      tell(say.none);
      suggest(found, state);
      return;
    }
    tell(asked ? fill(form, { n: number(ids.length) }) : say.all);
    if (asked) status.append(" ", button(say.save, "", function () { save(found, hits, state.sort); }));
  }

  function suggest(found, state) {
    var mine = run;
    found.better(state.q).then(function (text) {
      if (text === null || mine !== run) return;
      status.prepend(button(fill(say.didYouMean, { query: text }), "", function () { change({ q: text }); }), " ");
    }).catch(showTrouble);
  }

  // ---- The words around a hit.

  var WIDTH = 180, LEAD = 60;

  // What a query asks for: words as they are written, in any form, as beginnings, beside each other.
  function askedOf(index, query) {
    var asked = { words: new Set(), stems: new Set(), prefixes: [], phrases: [], stem: index.stem };
    function exactly(word) { asked.words.add(word); }
    function inAnyForm(word) {
      if (asked.stem) asked.stems.add(asked.stem(word));
      else exactly(word);
    }
    query.clauses.forEach(function (clause) {
      if (clause.exclude) return;
      clause.any.forEach(function (unit) {
        var words = unit.words || unit.title;
        if (words && words.length > 1) asked.phrases.push(words);
        else if (words) (unit.quoted ? exactly : inAnyForm)(words[0]);
        (unit.named || []).forEach(exactly);
        if (unit.prefix) asked.prefixes.push(unit.prefix);
      });
    });
    return asked;
  }

  // What of it stands in a passage. The words of a phrase count by themselves where they do not stand beside each other.
  function foundIn(text, asked) {
    var words = [], marked = new Set(), loose = new Set(), different = new Set(), phrases = 0, anchor = -1;
    window.backfileIndex.eachWord(text, function (word, start, end) { words.push([word, start, end]); });
    asked.phrases.forEach(function (phrase) {
      var stands = false;
      for (var at = 0; at + phrase.length <= words.length; at += 1) {
        if (!phrase.every(function (word, nth) { return words[at + nth][0] === word; })) continue;
        stands = true;
        phrase.forEach(function (word, nth) { marked.add(at + nth); });
        if (anchor < 0 || at < anchor) anchor = at;
      }
      if (stands) phrases += 1;
      else phrase.forEach(function (word) { loose.add(word); });
    });
    words.forEach(function (row, at) {
      var word = row[0];
      var fits = marked.has(at) || loose.has(word) || asked.words.has(word) ||
        asked.prefixes.some(function (prefix) { return word.startsWith(prefix); }) ||
        (asked.stems.size > 0 && asked.stems.has(asked.stem(word)));
      if (!fits) return;
      marked.add(at);
      different.add(word);
      if (anchor < 0) anchor = at;
    });
    var places = words.filter(function (row, at) { return marked.has(at); });
    return { phrases: phrases, different: different.size, places: places, anchor: anchor < 0 ? null : words[anchor] };
  }

  // The passage with most of the phrases asked for, then with the most different words, cut around the first of them:
  // { passage, parts: [{ text, mark }] }.
  function contextOf(article, asked) {
    var best = null;
    article.p.forEach(function (passage) {
      var found = foundIn(passage[1], asked), known = best ? best.found : { phrases: 0, different: 0 };
      if (found.phrases > known.phrases || (found.phrases === known.phrases && found.different > known.different)) {
        best = { found: found, passage: passage };
      }
    });
    var body = article.p.find(function (passage) { return passage[0] > 0; });
    if (!best && !body) return { passage: 0, parts: [] };
    best = best || { passage: body, found: { places: [], anchor: null } };
    return { passage: best.passage[0], parts: cut(best.passage[1], best.found) };
  }

  function border(text, at) {
    if (at <= 0) return 0;
    var space = text.lastIndexOf(" ", at - 1) + 1;
    if (at - space <= WIDTH / 2) return space;
    var low = text.charCodeAt(at);
    return low >= 0xdc00 && low <= 0xdfff ? at - 1 : at;
  }

  function cut(text, found) {
    var anchor = found.anchor || ["", 0, 0];
    var start = border(text, anchor[1] - LEAD);
    var end = start + WIDTH >= text.length ? text.length : border(text, start + WIDTH);
    end = Math.max(end, anchor[2], start);
    var parts = [], at = start;
    if (start > 0) parts.push({ text: "… ", mark: false });
    found.places.forEach(function (place) {
      if (place[1] < at || place[2] > end) return;
      parts.push({ text: text.slice(at, place[1]), mark: false }, { text: text.slice(place[1], place[2]), mark: true });
      at = place[2];
    });
    parts.push({ text: text.slice(at, end) + (end < text.length ? " …" : ""), mark: false });
    return parts;
  }

  function addressOf(article, passage) {
    var path = article.u.split("/").map(encodeURIComponent).join("/");
    return root + path + (passage > 0 ? "#p" + passage : "");
  }

  function showResults(index, articles, query) {
    var asked = askedOf(index, query);
    results.replaceChildren.apply(results, articles.map(function (article) {
      var found = contextOf(article, asked);
      var link = element("a", { href: addressOf(article, found.passage), textContent: article.t });
      var meta = element("p", { className: "meta" });
      if (article.d) meta.append(element("time", { dateTime: article.i, textContent: article.d }));
      [article.s || "", (article.a || []).join(", ")].filter(Boolean).forEach(function (part) {
        meta.append(meta.childNodes.length ? " · " : "", part);
      });
      var lines = element("p", { className: "context" }, found.parts.map(function (part) {
        return part.mark ? element("mark", { textContent: part.text }) : part.text;
      }));
      return element("li", {}, [element("h2", {}, [link]), meta, lines]);
    }));
  }

  function showPages(state, total) {
    var last = Math.ceil(total / PAGE), list = element("ol");
    pages.hidden = last <= 1;
    pages.replaceChildren();
    if (last <= 1) return;
    function link(page, text, label) {
      var made = element("a", { href: location.pathname + written(Object.assign({}, state, { page: page })), textContent: text });
      if (label) made.setAttribute("aria-label", label);
      made.addEventListener("click", function (event) {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(Object.assign(current(), { page: page }));
        byId("main").scrollIntoView();
        input.focus({ preventScroll: true });
      });
      return made;
    }
    for (var page = Math.max(1, state.page - 2); page <= Math.min(last, state.page + 2); page += 1) {
      var made = link(page, number(page), fill(say.page, { n: number(page) }));
      if (page === state.page) made.setAttribute("aria-current", "page");
      list.append(element("li", {}, [made]));
    }
    if (state.page > 1) pages.append(link(state.page - 1, say.previous));
    pages.append(list);
    if (state.page < last) pages.append(link(state.page + 1, say.next));
  }

  // ---- Filters that are set, each with a button that takes it off.

  function nameOf(found, key) {
    if (!names.has(key)) names.set(key, found.name(key));
    return names.get(key);
  }

  function showFilters(found, state) {
    var mine = run;
    function keyed(list, word) {
      return list.map(function (key) {
        return nameOf(found, key).then(function (name) {
          var left = {};
          left[word] = state[word].filter(function (other) { return other !== key; });
          return [word === "not" ? fill(say.without, { name: name }) : name, left];
        });
      });
    }
    var set = keyed(state.only, "only").concat(keyed(state.not, "not"));
    if (state.from) set.push(Promise.resolve([fill(say.from, { date: state.from }), { from: "" }]));
    if (state.to) set.push(Promise.resolve([fill(say.to, { date: state.to }), { to: "" }]));
    Promise.all(set).then(function (rows) {
      if (mine !== run) return;
      filters.hidden = rows.length === 0;
      filters.firstElementChild.replaceChildren.apply(filters.firstElementChild, rows.map(function (row) {
        return element("li", {}, [button(row[0], fill(say.remove, { name: row[0] }), function () {
          change(row[1]);
          input.focus();
        })]);
      }));
    }).catch(showTrouble);
  }

  // ---- Facets: years as bars, then the names that most of the hits hold.

  function showFacets(found, state, ids) {
    facets.hidden = false;
    var parts = [yearFacet(found, state, ids)];
    KINDS.forEach(function (kind) {
      if (found.top.kinds.indexOf(kind[0]) >= 0) parts.push(nameFacet(found, kind, state, ids));
    });
    facets.replaceChildren.apply(facets, parts.filter(Boolean));
  }

  function bar(share) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    var rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    svg.setAttribute("viewBox", "0 0 100 10");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    [["class", "bar"], ["width", String(Math.max(1, Math.round(100 * share)))], ["height", "10"]].forEach(function (pair) {
      rect.setAttribute(pair[0], pair[1]);
    });
    svg.append(rect);
    return svg;
  }

  // A row of a facet: its name is what is seen of it.
  function picker(name, kind, count, between, act) {
    var pick = Object.assign(button("", "", act), { className: "pick", title: fill(say.only, { name: name, n: number(count) }) });
    pick.append(element("span", { className: kind, textContent: name }), " ", between, " ", element("span", { className: "number", textContent: number(count) }));
    return pick;
  }

  // Years; decades where the hits are of more than twenty-four years.
  function spans(counts) {
    var years = counts.filter(function (row) { return row.year !== null && row.count > 0; });
    if (years.length <= 24) {
      return years.map(function (row) { return { from: row.year, to: row.year, text: String(row.year), count: row.count }; });
    }
    var decades = new Map();
    years.forEach(function (row) {
      var first = Math.floor(row.year / 10) * 10;
      var known = decades.get(first) || { from: first, to: first + 9, text: fill(say.decade, { y: first }), count: 0 };
      known.count += row.count;
      decades.set(first, known);
    });
    return Array.from(decades.values());
  }

  function yearFacet(found, state, ids) {
    var rows = spans(found.countYears(ids));
    var most = Math.max.apply(null, rows.map(function (row) { return row.count; }).concat(1));
    var list = element("ul", {}, rows.map(function (row) {
      return element("li", {}, [picker(row.text, "year", row.count, bar(row.count / most), function () {
        change({ from: year(row.from), to: year(row.to) });
      })]);
    }));
    function box(name, text) {
      var made = element("input", { type: "text", inputMode: "numeric", value: state[name], placeholder: fill(text, { date: "" }).trim(), maxLength: 10 });
      made.setAttribute("aria-label", fill(text, { date: "" }).trim());
      return made;
    }
    var from = box("from", say.from), to = box("to", say.to);
    var apply = element("button", { type: "submit", textContent: say.apply });
    var span = element("form", { className: "span" }, [from, to, apply]);
    span.addEventListener("submit", function (event) {
      event.preventDefault();
      change({ from: from.value.trim(), to: to.value.trim() });
    });
    return element("div", { className: "years" }, [element("h2", { textContent: say.years }), span, list]);
  }

  function year(value) { return String(value).padStart(4, "0"); }

  function countShared(ids, others) {
    var count = 0;
    for (var i = 0, j = 0; i < ids.length && j < others.length;) {
      if (ids[i] < others[j]) i += 1;
      else if (ids[i] > others[j]) j += 1;
      else {
        count += 1;
        i += 1;
        j += 1;
      }
    }
    return count;
  }

  // A kind of names, closed until it is asked for: its file is loaded then.
  function nameFacet(found, kind, state, ids) {
    var list = element("ul"), find = null;
    var part = element("details", { open: open.has(kind[0]) }, [element("summary", { textContent: say[kind[0]] }), list]);
    function rows(known) {
      var counted = known.map(function (name) {
        names.set(name.key, Promise.resolve(name.name));
        return { key: name.key, name: name.name, count: countShared(ids, name.ids) };
      }).filter(function (row) { return row.count > 0; });
      counted.sort(function (a, b) { return b.count - a.count; });
      list.replaceChildren.apply(list, counted.slice(0, MOST_ROWS).map(function (row) { return nameRow(state, row); }));
    }
    function load() {
      found.facets(kind[0]).then(function (known) {
        rows(known.names);
        if (find || known.all <= MOST_ROWS) return;
        find = element("input", { type: "search", className: "find", placeholder: fill(say.find, { n: number(known.all) }), autocomplete: "off" });
        find.setAttribute("aria-label", say[kind[0]] + ": " + find.placeholder);
        find.addEventListener("input", function () {
          if (!find.value.trim()) rows(known.names);
          else found.suggest(kind[1], find.value, 5 * MOST_ROWS).then(rows).catch(showTrouble);
        });
        list.before(find);
      }).catch(showTrouble);
    }
    part.addEventListener("toggle", function () {
      if (part.open) open.add(kind[0]);
      else open.delete(kind[0]);
      if (part.open && !find) load();
    });
    return part;
  }

  function nameRow(state, row) {
    var pick = picker(row.name, "name", row.count, " ", function () {
      change({ only: state.only.filter(function (key) { return key !== row.key; }).concat(row.key) });
    });
    var drop = button("−", fill(say.not, { name: row.name }), function () {
      change({ not: state.not.filter(function (key) { return key !== row.key; }).concat(row.key) });
    });
    drop.className = "drop";
    return element("li", {}, [pick, drop]);
  }

  // ---- Results as a table for spreadsheets: no cell of it is a formula.

  function cell(text) {
    var guarded = /^[=+\-@\t\r]/.test(text) && isNaN(Number(text)) ? "'" + text : text;
    return /[",\r\n]/.test(guarded) ? "\"" + guarded.replace(/"/g, "\"\"") + "\"" : guarded;
  }

  function save(found, hits, order) {
    var all = [], rows = [["title", "date", "url", "authors", "source"]];
    function next(at) {
      if (at >= all.length) {
        var text = rows.map(function (row) { return row.map(cell).join(","); }).join("\r\n") + "\r\n";
        var address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
        element("a", { href: address, download: "search.csv" }).click();
        setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
        return Promise.resolve();
      }
      return Promise.all(all.slice(at, at + 50).map(found.document, found)).then(function (articles) {
        articles.forEach(function (one) {
          rows.push([one.t, one.i || "", new URL(addressOf(one, 0), location.href).href, (one.a || []).join("; "), one.s || ""]);
        });
        if (at + 50 < all.length) tell(fill(say.saving, { n: number(at + 50), all: number(all.length) }));
        return next(at + 50);
      });
    }
    found.ordered(hits, order).then(function (ids) {
      all = ids.slice(0, MOST_SAVED);
      return next(0);
    }).then(function () { if (all.length > 50) show(); }).catch(showTrouble);
  }

  // ---- Keys and events.

  document.addEventListener("keydown", function (event) {
    var down = event.key === "ArrowDown", up = event.key === "ArrowUp";
    if ((!down && !up) || event.altKey || event.ctrlKey || event.metaKey) return;
    var links = Array.from(results.querySelectorAll("h2 a")), at = links.indexOf(document.activeElement);
    if (at < 0 && !(down && document.activeElement === input)) return;
    var goal = down ? links[at + 1] : at > 0 ? links[at - 1] : input;
    if (!goal) return;
    event.preventDefault();
    goal.focus();
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(typing);
    change({ q: input.value.trim(), sort: sort.value });
  });

  var typing = 0;
  input.addEventListener("input", function () {
    clearTimeout(typing);
    typing = setTimeout(function () {
      if (input.value.trim() !== current().q) go(Object.assign(current(), { q: input.value.trim(), page: 1 }), true);
    }, TYPING);
  });

  sort.addEventListener("change", function () { change({ sort: sort.value }); });
  window.addEventListener("popstate", show);
  window.addEventListener("hashchange", show);

  if (!window.DecompressionStream) tell(say.oldBrowser);
  else show();
})();
