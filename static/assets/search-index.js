// The search index, read file by file as a query needs it. The format and the ranking are those of docs/search.md;
// `backfile search` reads the same files and must find the same. Nothing here touches the page.
(function () {
  "use strict";

  // ---- Files: classic scripts that hand over a payload, for nothing else can be loaded from a disk.

  var waiting = new Map();

  function FileError(name) {
    this.name = "FileError";
    this.file = name;
    this.message = "search/" + name + ".js";
  }

  // What does not fit its file is refused, for otherwise a file cut short would be read without an end.
  function must(fits) {
    if (!fits) throw new FileError("*");
  }

  window.backfileSearch = function (name, length, payload) {
    var file = waiting.get(name);
    if (file) file.resolve(typeof payload === "string" ? decode(payload, length) : payload);
  };

  // Fifteen bits a character; those before `skip` bits are of other bytes.
  function decode(payload, length, skip) {
    must(length <= payload.length * 15 / 8);
    var bytes = new Uint8Array(length), held = 0, filled = -(skip || 0), at = 0;
    for (var i = 0; at < length; i += 1) {
      held = (held << 15) | (payload.charCodeAt(i) - 0x3000);
      filled += 15;
      if (filled < 15) held &= (1 << filled) - 1;
      while (filled >= 8 && at < length) {
        filled -= 8;
        bytes[at] = held >> filled;
        at += 1;
      }
      held &= (1 << filled) - 1;
    }
    return bytes;
  }

  function add(address, loaded) {
    var tag = document.createElement("script");
    tag.src = address;
    tag.onload = tag.onerror = function () {
      tag.remove();
      loaded();
    };
    document.head.append(tag);
  }

  // A file that does not come is forgotten, so that it can be asked for again.
  function load(root, name, stamp) {
    var known = waiting.get(name);
    if (known) return known.promise;
    var file = {};
    file.promise = new Promise(function (resolve, reject) {
      file.resolve = resolve;
      add(root + "search/" + name + ".js" + (stamp ? "?" + stamp : ""), function () { reject(new FileError(name)); });
    });
    waiting.set(name, file);
    file.promise.catch(function () { waiting.delete(name); });
    return file.promise;
  }

  // ---- Words: runs of letters, digits and marks, folded.

  var ALONE = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  var LETTERS = "\\p{Alphabetic}\\p{N}\\p{M}";
  var WORD = new RegExp("[" + ALONE + "]|(?:(?![" + ALONE + "])[" + LETTERS + "])+", "gu");
  var NO_WORD = new RegExp("[^" + LETTERS + "]", "gu");
  var POSSESSIVE = new RegExp("[" + LETTERS + "]['\\u2018\\u2019\\u201b]$", "u");
  var PLAIN = { "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i" };
  var LONGEST_WORD = 40;

  function fold(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase().slice(0, LONGEST_WORD);
    var lower = Array.from(text.normalize("NFKD"), function (letter) { return letter.toLowerCase(); }).join("");
    var plain = lower.replace(/[\u0300-\u036f]/g, "");
    plain = plain.replace(/[ßæœþøłđðħı]/g, function (letter) { return PLAIN[letter]; }).normalize("NFC");
    return Array.from(plain.replace(NO_WORD, "")).slice(0, LONGEST_WORD).join("");
  }

  function eachWord(text, each) {
    WORD.lastIndex = 0;
    for (var match; (match = WORD.exec(text));) {
      var word = fold(match[0]);
      var possessive = word === "s" && POSSESSIVE.test(text.slice(Math.max(0, match.index - 3), match.index));
      if (word && !possessive) each(word, match.index, match.index + match[0].length);
    }
  }

  function wordsOf(text) {
    var words = [];
    eachWord(text, function (word) { words.push(word); });
    return words;
  }

  // ---- Stems: the script that has them is loaded for an index with word forms.

  var stemming = new Map();

  function loadStems(root, name) {
    if (!name) return Promise.resolve(null);
    return remember(stemming, name, function () {
      return new Promise(function (resolve, reject) {
        add(root + "assets/search-stem.js", function () {
          var stem = window.backfileStems && window.backfileStems[name];
          if (stem) resolve(stem);
          else reject(new FileError("../assets/search-stem"));
        });
      });
    });
  }

  // ---- Queries.

  var FIELDS = { title: 1, author: "a", person: "p", place: "l", org: "o", topic: "t", from: 1, to: 1 };
  var QUOTES = "\"\u201c\u201d\u201e";
  var MOST_CLAUSES = 40;

  function dayNumber(text, last) {
    if (!/^[0-9]{4}(-[0-9]{2}){0,2}$/.test(text)) return null;
    var parts = text.split("-").map(Number), open = last ? 99 : 0;
    return parts[0] * 10000 + (parts.length > 1 ? parts[1] : open) * 100 + (parts.length > 2 ? parts[2] : open);
  }

  function parse(text) {
    var letters = Array.from(text).slice(0, 1000), at = 0;
    var query = { clauses: [], from: null, to: null }, joined = false;

    function isSpace(letter) { return letter !== undefined && /\p{White_Space}/u.test(letter); }
    function isQuote(letter) { return letter !== undefined && QUOTES.indexOf(letter) >= 0; }

    function field() {
      var end = at;
      while (end < letters.length && /[a-z]/.test(letters[end])) end += 1;
      var name = letters.slice(at, end).join("");
      var known = Object.prototype.hasOwnProperty.call(FIELDS, name);
      if (!known || letters[end] !== ":" || end + 1 >= letters.length || isSpace(letters[end + 1])) return "";
      at = end + 1;
      return name;
    }

    function next() {
      while (isSpace(letters[at])) at += 1;
      if (at >= letters.length) return null;
      var exclude = letters[at] === "-" && at + 1 < letters.length && !isSpace(letters[at + 1]);
      if (exclude) at += 1;
      var name = field();
      var quoted = isQuote(letters[at]);
      if (quoted) at += 1;
      var start = at;
      while (at < letters.length && !isQuote(letters[at]) && (quoted || !isSpace(letters[at]))) at += 1;
      var value = letters.slice(start, at).join("");
      if (quoted && at < letters.length) at += 1;
      var star = !quoted && value.endsWith("*");
      if (star) value = value.slice(0, -1);
      return { exclude: exclude, field: name, value: value, quoted: quoted, star: star };
    }

    function unit(written) {
      var dates = written.field === "from" || written.field === "to";
      var words = wordsOf(dates ? written.field + " " + written.value : written.value);
      if (words.length === 0) return null;
      if (written.field === "title") return { title: words, quoted: written.quoted };
      if (written.field && !dates) return { kind: FIELDS[written.field], named: words };
      if (written.star && words.length === 1 && Array.from(words[0]).length >= 3) return { prefix: words[0] };
      return { words: words, quoted: written.quoted };
    }

    for (var written; (written = next());) {
      if (written.value === "OR" && !written.field && !written.exclude && !written.quoted && !written.star) {
        joined = true;
        continue;
      }
      var join = joined;
      joined = false;
      if (written.field === "from" || written.field === "to") {
        var day = dayNumber(written.value, written.field === "to");
        if (day !== null) {
          query[written.field] = day;
          continue;
        }
      }
      var made = unit(written);
      if (!made) continue;
      var clauses = query.clauses;
      if (join && !written.exclude && clauses.length > 0) clauses[clauses.length - 1].any.push(made);
      else if (clauses.length < MOST_CLAUSES) clauses.push({ exclude: written.exclude, any: [made] });
    }
    return query;
  }

  // ---- Bytes and bits.

  var TEXT = new TextDecoder();

  function Bytes(bytes, at) {
    this.bytes = bytes;
    this.at = at || 0;
  }

  Bytes.prototype.number = function () {
    var value = 0, shift = 1, byte;
    do {
      must(this.at < this.bytes.length);
      byte = this.bytes[this.at];
      this.at += 1;
      value += (byte & 127) * shift;
      shift *= 128;
    } while (byte > 127);
    return value;
  };

  Bytes.prototype.text = function () {
    var length = this.number(), start = this.at;
    this.at += length;
    return TEXT.decode(this.bytes.subarray(start, this.at));
  };

  function Bits(bytes, at) {
    this.bytes = bytes;
    this.bit = at * 8;
  }

  Bits.prototype.take = function (count) {
    var value = 0;
    for (; count > 0; count -= 1, this.bit += 1) {
      value = value * 2 + ((this.bytes[this.bit >> 3] >> (7 - (this.bit & 7))) & 1);
    }
    return value;
  };

  Bits.prototype.rice = function (k) {
    must(this.bit >> 3 < this.bytes.length);
    for (var quotient = 0; this.take(1);) {
      quotient += 1;
      if (quotient === 20) return this.take(32);
    }
    return quotient * (1 << k) + this.take(k);
  };

  function readList(bytes, at) {
    var head = new Bytes(bytes, at), count = head.number(), parameter = bytes[head.at];
    var bits = new Bits(bytes, head.at + 1), k = parameter & 127, next = 0;
    must(count <= bytes.length * 8);
    var list = { ids: new Uint32Array(count), impacts: new Uint8Array(count).fill(1) };
    for (var i = 0; i < count; i += 1) {
      list.ids[i] = next + bits.rice(k);
      next = list.ids[i] + 1;
      if (parameter > 127) list.impacts[i] = bits.take(4);
    }
    return list;
  }

  // The places of a word in each article of its list, those of all articles in one row.
  function readPlaces(bytes, at, count) {
    var k = bytes[at], bits = new Bits(bytes, at + 1), starts = new Uint32Array(count + 1), places = [];
    for (var i = 0; i < count; i += 1) {
      var next = 0;
      for (var times = bits.rice(0) + 1; times > 0; times -= 1) {
        var place = next + bits.rice(k);
        places.push(place);
        next = place + 1;
      }
      starts[i + 1] = places.length;
    }
    return { starts: starts, places: places };
  }

  function startsOf(lengths, at) {
    return lengths.map(function (length) { return (at += length) - length; });
  }

  function readDirectory(bytes) {
    var head = new Bytes(bytes), count = head.number(), last = new Uint8Array(0), shard = { bytes: bytes, terms: [], at: new Map() };
    var lengths = [];
    for (var i = 0; i < count; i += 1) {
      var shared = head.number(), length = head.number();
      must(shared <= last.length && shared + length < 4096);
      var term = new Uint8Array(shared + length);
      term.set(last.subarray(0, shared));
      term.set(bytes.subarray(head.at, head.at + length), shared);
      head.at += length;
      last = term;
      shard.terms.push(TEXT.decode(term));
      shard.at.set(shard.terms[i], i);
      lengths.push(head.number());
    }
    shard.starts = startsOf(lengths, head.at);
    return shard;
  }

  // ---- Ranking, in whole numbers.

  var TITLE_IMPACT = 15, TITLE_ROOM = 64, DAYS_SHIFT = 12, CHUNKS = 6, HEAD = 512;

  function logarithm(value) {
    var power = 31 - Math.clz32(Math.max(value, 1));
    return 16 * power + Math.floor((Math.max(value, 1) - (1 << power)) * 16 / (1 << power));
  }

  function weightOf(all, found) {
    return 8 + logarithm(Math.max(all, found)) - logarithm(found);
  }

  // ---- Sets of articles, each with a score, in order of their numbers.

  function plain(list) {
    return { ids: list.ids, scores: new Float64Array(list.ids.length) };
  }

  function both(one, other) {
    var ids = [], scores = [];
    for (var i = 0, j = 0; i < one.ids.length && j < other.ids.length;) {
      if (one.ids[i] < other.ids[j]) i += 1;
      else if (one.ids[i] > other.ids[j]) j += 1;
      else {
        ids.push(one.ids[i]);
        scores.push(one.scores[i] + other.scores[j]);
        i += 1;
        j += 1;
      }
    }
    return { ids: ids, scores: scores };
  }

  function either(one, other) {
    var ids = [], scores = [], i = 0, j = 0;
    while (i < one.ids.length || j < other.ids.length) {
      var a = i < one.ids.length ? one.ids[i] : Infinity, b = j < other.ids.length ? other.ids[j] : Infinity;
      ids.push(Math.min(a, b));
      scores.push((a <= b ? one.scores[i] : 0) + (b <= a ? other.scores[j] : 0));
      if (a <= b) i += 1;
      if (b <= a) j += 1;
    }
    return { ids: ids, scores: scores };
  }

  function those(set, fits) {
    var ids = [], scores = [];
    for (var i = 0; i < set.ids.length; i += 1) {
      if (!fits(set.ids[i], i)) continue;
      ids.push(set.ids[i]);
      scores.push(set.scores[i]);
    }
    return { ids: ids, scores: scores };
  }

  function less(one, other) {
    var j = 0;
    return those(one, function (id) {
      while (j < other.ids.length && other.ids[j] < id) j += 1;
      return other.ids[j] !== id;
    });
  }

  function placeOf(sorted, value) {
    var low = 0, high = sorted.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return sorted[low] === value ? low : -1;
  }

  // ---- The index.

  function Index(root, top) {
    this.root = root;
    this.top = top;
    this.shards = new Map();
    this.words = new Map();
    this.placed = new Map();
    this.texts = new Map();
    this.heads = new Map();
    this.stem = null;
    this.noRanges = false;
  }

  Index.prototype.ready = function () {
    var index = this;
    return loadStems(this.root, this.top.stemming).then(function (stem) { index.stem = stem; });
  };

  Index.prototype.load = function (name) {
    return load(this.root, name, this.top.stamp);
  };

  function fileName(separator) {
    var name = "s-";
    new TextEncoder().encode(separator).forEach(function (byte) {
      var letter = String.fromCharCode(byte);
      name += /[a-z0-9]/.test(letter) ? letter : "_" + byte.toString(16).padStart(2, "0");
    });
    return name;
  }

  // The place of the last separator that is not after a term; -1 when there is none.
  Index.prototype.shardOf = function (term) {
    var low = 0, high = this.top.terms.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (this.top.terms[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };

  // Keeps what a promise gives; forgets it when it fails.
  function remember(map, key, make) {
    var known = map.get(key);
    if (known) return known;
    var made = make();
    map.set(key, made);
    made.catch(function () { map.delete(key); });
    return made;
  }

  Index.prototype.shard = function (number) {
    var index = this;
    return remember(this.shards, number, function () {
      return index.load("terms/" + fileName(index.top.terms[number])).then(readDirectory);
    });
  };

  Index.prototype.find = function (term) {
    var number = this.shardOf(term);
    if (number < 0) return Promise.resolve(null);
    return this.shard(number).then(function (shard) {
      var at = shard.at.get(term);
      return at === undefined ? null : { bytes: shard.bytes, start: shard.starts[at], shard: number, at: at, terms: shard.terms.length };
    });
  };

  function readWord(bytes, start) {
    var head = new Bytes(bytes, start), length = head.number();
    var word = { list: readList(bytes, head.at), names: [], forms: [] };
    head.at += length;
    for (var i = head.number(); i > 0; i -= 1) {
      var rest = head.text();
      word.names.push({ rest: rest ? rest.split(" ") : [], keys: readKeys(head) });
    }
    word.forms = readKeys(head);
    return word;
  }

  function readKeys(head) {
    var keys = [];
    for (var i = head.number(); i > 0; i -= 1) keys.push(head.text());
    return keys;
  }

  Index.prototype.word = function (word) {
    var index = this;
    return remember(this.words, word, function () {
      return index.find("w" + word).then(function (found) {
        return found ? readWord(found.bytes, found.start) : { list: { ids: [], impacts: [] }, names: [], forms: [] };
      });
    });
  };

  // The words of the index that are forms of a word; the word itself where words stand for themselves.
  Index.prototype.formsOf = function (word) {
    if (!this.stem) return Promise.resolve([word]);
    var stem = this.stem(word), own = this.stem(stem) === stem ? [stem] : [];
    return this.word(stem).then(function (found) { return found.forms.length ? found.forms : own; });
  };

  // The articles with any form of a word: one that is not as it is asked for counts half.
  Index.prototype.anyForm = function (word, listOf) {
    return this.formsOf(word).then(function (forms) {
      return Promise.all(forms.map(listOf)).then(function (lists) {
        lists = lists.map(function (list, at) {
          if (forms[at] === word) return list;
          return { ids: list.ids, impacts: list.impacts.map(function (impact) { return (impact + 1) >> 1; }) };
        });
        return lists.length === 1 ? lists[0] : best(lists);
      });
    });
  };

  Index.prototype.wordList = function (word) {
    return this.word(word).then(function (found) { return found.list; });
  };

  Index.prototype.titleList = function (word) {
    return this.list("t" + word, 0).then(function (list) {
      return { ids: list.ids, impacts: list.impacts.map(function () { return TITLE_IMPACT; }) };
    });
  };

  Index.prototype.places = function (word, count) {
    var index = this;
    return remember(this.placed, word, function () { return index.placesOf(word, count); });
  };

  Index.prototype.placesOf = function (word, count) {
    var index = this;
    return this.find("w" + word).then(function (found) {
      // A length takes a byte or two.
      var head = HEAD + 3 * found.terms;
      return index.chunk("places/" + fileName(index.top.terms[found.shard]), found.at, head).then(function (bytes) {
        return readPlaces(bytes, 0, count);
      });
    });
  };

  Index.prototype.prefixLists = function (prefix) {
    var start = "w" + prefix, terms = this.top.terms, numbers = [];
    for (var i = Math.max(this.shardOf(start), 0); i < terms.length; i += 1) {
      if (terms[i] > start && !terms[i].startsWith(start)) break;
      numbers.push(i);
    }
    return Promise.all(numbers.map(this.shard, this)).then(function (shards) {
      var lists = [];
      shards.forEach(function (shard) {
        shard.terms.forEach(function (term, at) {
          if (term.startsWith(start)) lists.push(readWord(shard.bytes, shard.starts[at]).list);
        });
      });
      return lists;
    });
  };

  // A list after so many strings.
  Index.prototype.list = function (term, texts) {
    return this.find(term).then(function (found) {
      if (!found) return { ids: [], impacts: [] };
      var head = new Bytes(found.bytes, found.start);
      for (var i = 0; i < texts; i += 1) head.text();
      return readList(found.bytes, head.at);
    });
  };

  Index.prototype.key = function (key) {
    return this.list("e" + key, 2);
  };

  // Name, address and articles of a key.
  Index.prototype.entry = function (key) {
    return this.find("e" + key).then(function (found) {
      if (!found) return { key: key, name: key, url: "", ids: [] };
      var head = new Bytes(found.bytes, found.start), name = head.text(), url = head.text();
      return { key: key, name: name, url: url, ids: readList(found.bytes, head.at).ids };
    });
  };

  Index.prototype.name = function (key) {
    return this.entry(key).then(function (entry) { return entry.name; });
  };

  // The keys of names with a word, each with the number of its articles.
  function readCounted(bytes, start) {
    var head = new Bytes(bytes, start), keys = [];
    for (var i = head.number(); i > 0; i -= 1) keys.push({ key: head.text(), count: head.number() });
    return keys;
  }

  Index.prototype.keys = function (kind, word) {
    return this.find("m" + kind + word).then(function (found) {
      return found ? readCounted(found.bytes, found.start).map(function (row) { return row.key; }) : [];
    });
  };

  // Names with these words, the last perhaps not written to its end, those first that most articles hold: for suggestions.
  Index.prototype.suggest = function (kind, text, most) {
    var words = wordsOf(text), index = this;
    if (words.length === 0) return Promise.resolve([]);
    var start = "m" + kind + words.pop();
    var others = Promise.all(words.map(function (word) { return index.keys(kind, word); }));
    return Promise.all([this.beginning(start), others]).then(function (parts) {
      var counts = new Map();
      parts[0].forEach(function (found) {
        readCounted(found.bytes, found.start).forEach(function (row) { counts.set(row.key, row.count); });
      });
      var fitting = Array.from(counts.keys()).filter(function (key) {
        return parts[1].every(function (list) { return list.indexOf(key) >= 0; });
      });
      fitting.sort(function (a, b) { return counts.get(b) - counts.get(a) || (a < b ? -1 : 1); });
      return Promise.all(fitting.slice(0, most).map(index.entry, index));
    });
  };

  // Articles with these words in their titles, the last perhaps not written to its end: for suggestions.
  Index.prototype.titled = function (text, most) {
    var words = wordsOf(text), index = this;
    if (words.length === 0) return Promise.resolve([]);
    return this.beginning("t" + words.pop()).then(function (terms) {
      var lists = terms.map(function (found) { return readList(found.bytes, found.start); });
      var whole = words.map(function (word) { return index.list("t" + word, 0).then(plain); });
      return Promise.all(whole).then(function (sets) {
        var ids = sets.reduce(both, plain(best(lists))).ids;
        return Promise.all(Array.from(ids).slice(-most).map(index.document, index));
      });
    });
  };

  Index.prototype.weighed = function (list) {
    var weight = weightOf(this.top.articles, list.ids.length), scores = new Float64Array(list.ids.length);
    for (var i = 0; i < scores.length; i += 1) scores[i] = weight * list.impacts[i];
    return { ids: list.ids, scores: scores };
  };

  Index.prototype.unit = function (unit) {
    var index = this;
    function weighed(list) { return index.weighed(list); }
    var wordList = this.wordList.bind(this), titleList = this.titleList.bind(this);
    var words = unit.words || unit.title;
    if (words && words.length > 1) return this.phrase(words, unit.title ? TITLE_ROOM : Infinity);
    if (words) {
      var listOf = unit.title ? titleList : wordList;
      return (unit.quoted ? listOf(words[0]) : this.anyForm(words[0], listOf)).then(weighed);
    }
    if (unit.prefix) return this.prefixLists(unit.prefix).then(best).then(weighed);
    if (unit.all) {
      return Promise.all(unit.all.map(function (word) { return index.anyForm(word, wordList); })).then(function (lists) {
        return lists.map(weighed).reduce(both);
      });
    }
    if (unit.key) return this.key(unit.key).then(weighed);
    return Promise.all(unit.named.map(function (word) { return index.keys(unit.kind, word); })).then(function (lists) {
      var keys = lists.reduce(function (one, other) {
        return one.filter(function (key) { return other.indexOf(key) >= 0; });
      });
      return Promise.all(keys.map(index.key, index));
    }).then(function (lists) {
      return lists.map(plain).reduce(either, { ids: [], scores: [] });
    });
  };

  // Of each article the highest impact that one of the lists gives it.
  function best(lists) {
    var impacts = new Map();
    lists.forEach(function (list) {
      for (var i = 0; i < list.ids.length; i += 1) {
        if (!(impacts.get(list.ids[i]) >= list.impacts[i])) impacts.set(list.ids[i], list.impacts[i]);
      }
    });
    var ids = Array.from(impacts.keys()).sort(function (a, b) { return a - b; });
    return { ids: ids, impacts: ids.map(function (id) { return impacts.get(id); }) };
  }

  Index.prototype.phrase = function (words, below) {
    var index = this;
    return Promise.all(words.map(this.word, this)).then(function (found) {
      var sets = found.map(function (word) { return index.weighed(word.list); });
      var hits = sets.reduce(both);
      if (hits.ids.length === 0) return hits;
      // In a very large archive any word may stand in the place of the commonest: their places are long.
      function isRare(nth) { return found[nth].list.ids.length <= index.top.common; }
      var all = words.map(function (word, nth) { return nth; }), rare = all.filter(isRare);
      var looked = rare.length ? rare : all;
      return Promise.all(looked.map(function (nth) {
        return index.places(words[nth], found[nth].list.ids.length);
      })).then(function (places) {
        function stands(id) {
          var rows = looked.map(function (nth, row) {
            var at = placeOf(found[nth].list.ids, id), known = places[row];
            return known.places.slice(known.starts[at], known.starts[at + 1]);
          });
          return rows[0].some(function (place) {
            var start = place - looked[0];
            return start >= 0 && start < below && rows.every(function (row, at) { return placeOf(row, start + looked[at]) >= 0; });
          });
        }
        return those(hits, stands);
      });
    });
  };

  function loneWord(clause) {
    var unit = clause.any[0];
    var alone = !clause.exclude && clause.any.length === 1 && unit.words && !unit.quoted && unit.words.length === 1;
    return alone ? unit.words[0] : null;
  }

  // Puts other forms of names beside the words of a query that are a name.
  Index.prototype.withNames = function (clauses) {
    var first = clauses.map(loneWord), index = this;
    return Promise.all(first.map(function (word) { return word === null ? { names: [] } : index.word(word); })).then(function (known) {
      var result = [];
      for (var at = 0; at < clauses.length;) {
        var longest = null;
        known[at].names.forEach(function (name) {
          var fits = name.rest.every(function (word, nth) { return first[at + 1 + nth] === word; });
          if (fits && (!longest || name.rest.length >= longest.rest.length)) longest = name;
        });
        if (longest) {
          var any = [{ all: [first[at]].concat(longest.rest) }];
          longest.keys.forEach(function (key) { any.push({ key: key }); });
          result.push({ exclude: false, any: any });
          at += 1 + longest.rest.length;
        } else {
          result.push(clauses[at]);
          at += 1;
        }
      }
      return result;
    });
  };

  Index.prototype.anyOf = function (clause) {
    return Promise.all(clause.any.map(this.unit, this)).then(function (sets) { return sets.reduce(either); });
  };

  Index.prototype.days = function (ids) {
    var index = this, blocks = new Set();
    ids.forEach(function (id) { blocks.add(id >> DAYS_SHIFT); });
    return Promise.all(Array.from(blocks, function (block) {
      return index.load("days/" + block).then(function (bytes) { return [block, bytes]; });
    })).then(function (loaded) {
      var byBlock = new Map(loaded);
      return Array.from(ids, function (id) {
        var year = index.yearOf(id);
        if (year === null) return null;
        var bytes = byBlock.get(id >> DAYS_SHIFT), at = (id & ((1 << DAYS_SHIFT) - 1)) * 2;
        var packed = bytes[at] | (bytes[at + 1] << 8), month = packed >> 5, day = packed & 31;
        return [year * 10000 + month * 100 + day, year * 10000 + (month || 99) * 100 + (day || 99)];
      });
    });
  };

  Index.prototype.yearOf = function (id) {
    var years = this.top.years, low = 0, high = years.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (years[middle][1] <= id) low = middle + 1;
      else high = middle;
    }
    return low > 0 ? years[low - 1][0] : null;
  };

  // How many of these articles there are of each year, in the order of years, undated last.
  Index.prototype.countYears = function (ids) {
    var at = 0;
    return this.top.years.map(function (row) {
      var count = 0;
      for (; at < ids.length && ids[at] < row[1] + row[2]; at += 1) count += 1;
      return { year: row[0], count: count };
    });
  };

  // All articles that fit, as { ids, scores }, in order of their numbers.
  Index.prototype.matches = function (query, having, without) {
    var index = this;
    having = having || [];
    without = without || [];
    return this.ready().then(function () { return index.withNames(query.clauses); }).then(function (clauses) {
      var asked = clauses.filter(function (clause) { return !clause.exclude; });
      var refused = clauses.filter(function (clause) { return clause.exclude; });
      function keySet(key) { return index.key(key).then(plain); }
      return Promise.all([
        Promise.all(asked.map(index.anyOf, index)), Promise.all(refused.map(index.anyOf, index)),
        Promise.all(having.map(keySet)), Promise.all(without.map(keySet)),
        asked.length ? null : index.list("a", 0).then(plain)
      ]);
    }).then(function (sets) {
      var start = sets[4] ? [sets[4]] : [];
      var hits = start.concat(sets[0], sets[2]).reduce(both);
      hits = sets[1].concat(sets[3]).reduce(less, hits);
      return query.from === null && query.to === null ? hits : index.within(hits, query);
    });
  };

  // The hits of a span of days. For most years the year alone settles it; only for others are days loaded.
  Index.prototype.within = function (hits, query) {
    var from = query.from === null ? -Infinity : query.from, to = query.to === null ? Infinity : query.to, index = this;
    var verdicts = Array.from(hits.ids, function (id) {
      var year = index.yearOf(id);
      if (year === null || year * 10000 + 9999 < from || year * 10000 > to) return false;
      return year * 10000 >= from && year * 10000 + 9999 <= to ? true : null;
    });
    var open = Array.from(hits.ids).filter(function (id, at) { return verdicts[at] === null; });
    return this.days(open).then(function (days) {
      var next = 0;
      return those(hits, function (id, at) {
        if (verdicts[at] !== null) return verdicts[at];
        next += 1;
        return days[next - 1][1] >= from && days[next - 1][0] <= to;
      });
    });
  };

  // The numbers of hits in an order: "newest", "oldest", or by relevance. Of those by date the first `most` are in order
  // within their years, or all of them: days are loaded for as many years as that takes.
  Index.prototype.ordered = function (hits, order, most) {
    var places = Array.from(hits.ids, function (id, at) { return at; });
    if (order !== "newest" && order !== "oldest") {
      places.sort(function (a, b) { return hits.scores[b] - hits.scores[a] || a - b; });
      return Promise.resolve(places.map(function (at) { return hits.ids[at]; }));
    }
    var years = places.map(function (at) { return this.yearOf(hits.ids[at]); }, this), sign = order === "newest" ? -1 : 1;
    function byYear(a, b) {
      if (years[a] === null || years[b] === null) return (years[a] === null) - (years[b] === null) || a - b;
      return sign * (years[a] - years[b]) || a - b;
    }
    places.sort(byYear);
    var end = most === undefined ? places.length : Math.min(most, places.length);
    while (end > 0 && end < places.length && years[places[end]] === years[places[end - 1]]) end += 1;
    var first = places.slice(0, end), ids = first.map(function (at) { return hits.ids[at]; });
    return this.days(ids).then(function (days) {
      var byPlace = new Map(first.map(function (at, nth) { return [at, days[nth]]; }));
      first.sort(function (a, b) {
        var one = byPlace.get(a), other = byPlace.get(b);
        if (!one || !other) return !one - !other || a - b;
        return sign * (one[0] - other[0]) || a - b;
      });
      return first.concat(places.slice(end)).map(function (at) { return hits.ids[at]; });
    });
  };

  // What is shown of an article. A file of texts has a directory and chunks of a few articles each.
  Index.prototype.document = function (id) {
    var index = this, chunk = id >> this.top.shift;
    return remember(this.texts, chunk, function () {
      return index.chunk("texts/" + (chunk >> CHUNKS), chunk & ((1 << CHUNKS) - 1)).then(inflate);
    }).then(function (documents) {
      var found = documents.find(function (one) { return one.n === id; });
      must(found);
      return found;
    });
  };

  function inflate(bytes) {
    var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).json().catch(function () { must(); });
  }

  // Where the chunks of a file begin; null when the directory does not end within the bytes.
  function readChunks(bytes) {
    var head = new Bytes(bytes), lengths = [];
    try {
      for (var i = head.number(); i > 0; i -= 1) lengths.push(head.number());
    } catch (cut) {
      return null;
    }
    return { starts: startsOf(lengths, head.at), lengths: lengths };
  }

  // A chunk of a file that begins with a directory. Over HTTP the head of the file and the chunk are asked for as ranges
  // of bytes; where that is not to be had, the whole file is loaded.
  Index.prototype.chunk = function (name, number, size) {
    var index = this;
    return remember(this.heads, name, function () { return index.head(name, size || HEAD); }).then(function (head) {
      var start = head.chunks.starts[number], length = head.chunks.lengths[number];
      if (!length) throw new FileError(name);
      if (head.bytes) return head.bytes.subarray(start, start + length);
      var first = Math.floor(start * 8 / 15), last = Math.ceil((start + length) * 8 / 15);
      return index.range(name, head.offset + 2 * first, head.offset + 2 * last).then(function (part) {
        if (part && !part.whole && part.units.length === last - first) return decode(part.units, length, start * 8 - first * 15);
        // What lies on the server is another file by now, or ranges come and go: then all of it.
        return index.load(name).then(function (bytes) { return bytes.subarray(start, start + length); });
      });
    });
  };

  Index.prototype.head = function (name, size) {
    var index = this;
    function of(bytes) {
      var chunks = readChunks(bytes);
      must(chunks);
      return { bytes: bytes, chunks: chunks };
    }
    function whole() { return index.load(name).then(of); }
    if (!/^https?:$/.test(location.protocol)) return whole();
    return this.range(name, 0, size).then(function (part) {
      var text = part ? part.units : "", open = /^\ufeff[^"]*"[^"]*",([0-9]+),"/.exec(text);
      if (!open) return whole();
      if (part.whole) return of(decode(text.slice(open[0].length), Number(open[1])));
      var length = Math.min(Number(open[1]), Math.floor((text.length - open[0].length) * 15 / 8));
      var chunks = readChunks(decode(text.slice(open[0].length), length));
      return chunks ? { offset: 2 * open[0].length, chunks: chunks } : whole();
    });
  };

  // The characters of a range of bytes of a file, or of all of it from a server that sends no parts, which is not asked
  // for parts again; null where neither is to be had.
  Index.prototype.range = function (name, start, end) {
    if (this.noRanges) return Promise.resolve(null);
    var index = this, address = this.root + "search/" + name + ".js?" + this.top.stamp;
    return fetch(address, { headers: { Range: "bytes=" + start + "-" + (end - 1) } }).then(function (response) {
      var isWhole = response.status === 200;
      if (!isWhole && response.status !== 206) return null;
      if (isWhole) index.noRanges = true;
      return response.arrayBuffer().then(function (bytes) {
        if (!isWhole && bytes.byteLength > end - start) return null;
        var units = "", view = new DataView(bytes);
        for (var at = 0; at + 1 < bytes.byteLength; at += 2) units += String.fromCharCode(view.getUint16(at, true));
        return { units: units, whole: isWhole };
      });
    }).catch(function () { return null; });
  };

  // The names of a kind that most articles hold, with their articles.
  Index.prototype.facets = function (kind) {
    return this.load("facets/" + kind).then(function (bytes) {
      var head = new Bytes(bytes), facets = { all: head.number(), names: [] };
      for (var i = head.number(); i > 0; i -= 1) {
        var name = { key: head.text(), name: head.text() };
        var length = head.number();
        name.ids = readList(bytes, head.at).ids;
        head.at += length;
        facets.names.push(name);
      }
      return facets;
    });
  };

  // ---- Spelling: words of the index within one edit of a word that it does not have.

  var MOST_SHARDS = 12;

  // One letter more, less or other, or two beside each other exchanged.
  function isNear(one, other) {
    var a = Array.from(one), b = Array.from(other), start = 0, end = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
    var left = a.length - start - end, right = b.length - start - end;
    var exchanged = left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
    return exchanged || Math.max(left, right) === 1;
  }

  // The most frequent word that is near. An edit leaves the first half of a word as it was or the second: words with the
  // same first half stand beside each other in the dictionary, and those with the same second half among the words
  // written backwards.
  Index.prototype.near = function (word) {
    var letters = Array.from(word), index = this;
    if (letters.length < 4) return Promise.resolve(null);
    var half = letters.length >> 1, start = "w" + letters.slice(0, half).join("");
    var end = "z" + letters.slice(half + 1).reverse().join("");
    return Promise.all([this.beginning(start), this.beginning(end)]).then(function (sides) {
      var best = { word: null, count: 0 };
      function look(other, count) {
        if (count > best.count && isNear(word, other)) best = { word: other, count: count };
      }
      sides[0].forEach(function (found) {
        var head = new Bytes(found.bytes, found.start);
        head.number();
        look(found.term.slice(1), head.number());
      });
      sides[1].forEach(function (found) {
        look(Array.from(found.term.slice(1)).reverse().join(""), new Bytes(found.bytes, found.start).number());
      });
      return best.word;
    });
  };

  // The terms that begin so, of as many files as one may wait for.
  Index.prototype.beginning = function (start) {
    var terms = this.top.terms, numbers = [];
    for (var at = Math.max(this.shardOf(start), 0); at < terms.length && numbers.length < MOST_SHARDS; at += 1) {
      if (terms[at] > start && !terms[at].startsWith(start)) break;
      numbers.push(at);
    }
    return Promise.all(numbers.map(this.shard, this)).then(function (shards) {
      var found = [];
      shards.forEach(function (shard) {
        shard.terms.forEach(function (term, at) {
          if (term.startsWith(start)) found.push({ term: term, bytes: shard.bytes, start: shard.starts[at] });
        });
      });
      return found;
    });
  };

  // A query with near words in place of those that no article holds; null when there is none.
  Index.prototype.better = function (text) {
    var words = new Set(), index = this;
    parse(text).clauses.forEach(function (clause) {
      if (clause.exclude) return;
      clause.any.forEach(function (unit) {
        (unit.words || unit.title || []).forEach(function (word) { words.add(word); });
      });
    });
    function isKnown(word) {
      return index.anyForm(word, index.wordList.bind(index)).then(function (list) { return list.ids.length > 0; });
    }
    function nearOf(word) {
      return isKnown(word).then(function (known) { return known ? null : index.near(word); }).then(function (near) { return [word, near]; });
    }
    return this.ready().then(function () { return Promise.all(Array.from(words, nearOf)); }).then(function (pairs) {
      var near = new Map(pairs.filter(function (pair) { return pair[1] !== null; })), places = [], better = text;
      eachWord(text, function (word, start, end) { if (near.has(word)) places.unshift([start, end, near.get(word)]); });
      places.forEach(function (place) { better = better.slice(0, place[0]) + place[2] + better.slice(place[1]); });
      return places.length ? better : null;
    });
  };

  // The index below the root of a site, once its top level is there.
  window.backfileIndex = function (root) {
    return load(root, "top", "").then(function (top) {
      if (top.version !== 2) throw new FileError("top");
      return new Index(root, top);
    });
  };
  window.backfileIndex.parse = parse;
  window.backfileIndex.eachWord = eachWord;
})();
