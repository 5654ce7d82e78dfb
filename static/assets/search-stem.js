// Stems of English words by the Snowball algorithm ("Porter2"), as src/search/stem.rs has them. It is loaded when an
// index that has word forms is searched.
(function () {
  "use strict";

  var VOWELS = "aeiouy";
  var AS_THEY_ARE = "sky news howe atlas cosmos bias andes".split(" ");
  var SPECIAL = { skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl" };
  var NO_FURTHER = "inning outing canning herring earring proceed exceed succeed".split(" ");
  // Suffixes with what takes their place, the longest of those that fit counts.
  var SECOND = longestFirst({
    tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize", ational: "ate", ation: "ate", ator: "ate",
    alism: "al", aliti: "al", alli: "al", fulness: "ful", ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive", biliti: "ble", bli: "ble",
    ogi: "og", fulli: "ful", lessli: "less", li: ""
  });
  var THIRD = longestFirst({ tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "", ative: "" });
  var FOURTH = longestFirst({ al: "", ance: "", ence: "", er: "", ic: "", able: "", ible: "", ant: "", ement: "", ment: "", ent: "", ism: "", ate: "", iti: "", ous: "", ive: "", ize: "", ion: "" });

  function longestFirst(table) {
    return Object.keys(table).sort(function (a, b) { return b.length - a.length; }).map(function (suffix) { return [suffix, table[suffix]]; });
  }

  function isVowel(letter) { return VOWELS.indexOf(letter) >= 0; }

  function hasVowel(word, end) {
    for (var i = 0; i < end; i += 1) if (isVowel(word[i])) return true;
    return false;
  }

  // The place after the first consonant that follows a vowel.
  function regionAfter(word, start) {
    var at = start;
    while (at < word.length && !isVowel(word[at])) at += 1;
    while (at < word.length && isVowel(word[at])) at += 1;
    return at < word.length ? at + 1 : word.length;
  }

  // Whether a word ends in a short syllable.
  function isShort(word) {
    var n = word.length, last = word[n - 1];
    if (n < 2 || isVowel(last) || !isVowel(word[n - 2])) return false;
    return n === 2 || (!isVowel(word[n - 3]) && "wxY".indexOf(last) < 0);
  }

  function suffixOf(word, table) {
    return table.find(function (row) { return word.endsWith(row[0]); });
  }

  function without(word, count) { return word.slice(0, word.length - count); }

  function plural(word) {
    if (word.endsWith("sses")) return without(word, 2);
    if (word.endsWith("ied") || word.endsWith("ies")) return without(word, word.length > 4 ? 2 : 1);
    if (word.endsWith("us") || word.endsWith("ss") || !word.endsWith("s")) return word;
    return hasVowel(word, word.length - 2) ? without(word, 1) : word;
  }

  function past(word, first) {
    var match = /(eed|eedly|ed|edly|ing|ingly)$/.exec(word);
    if (!match) return word;
    var start = match.index, stem = word.slice(0, start);
    if (match[0].startsWith("eed")) return start >= first ? stem + "ee" : word;
    if (!hasVowel(word, start)) return word;
    if (/(at|bl|iz)$/.test(stem)) return stem + "e";
    if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return without(stem, 1);
    return stem.length === first && isShort(stem) ? stem + "e" : stem;
  }

  function second(word, first) {
    var found = suffixOf(word, SECOND);
    if (!found) return word;
    var start = word.length - found[0].length, before = word[start - 1];
    if (start < first) return word;
    if (found[0] === "ogi" && before !== "l") return word;
    if (found[0] === "li" && (!before || "cdeghkmnrt".indexOf(before) < 0)) return word;
    return word.slice(0, start) + found[1];
  }

  function third(word, first, later) {
    var found = suffixOf(word, THIRD);
    if (!found) return word;
    var start = word.length - found[0].length;
    if (start < first || (found[0] === "ative" && start < later)) return word;
    return word.slice(0, start) + found[1];
  }

  function fourth(word, later) {
    var found = suffixOf(word, FOURTH);
    if (!found) return word;
    var start = word.length - found[0].length;
    if (start < later || (found[0] === "ion" && !/[st]$/.test(word.slice(0, start)))) return word;
    return word.slice(0, start);
  }

  function fifth(word, first, later) {
    var stem = without(word, 1), start = stem.length;
    if (word.endsWith("e") && (start >= later || (start >= first && !isShort(stem)))) return stem;
    if (word.endsWith("ll") && start >= later) return stem;
    return word;
  }

  function english(word) {
    if (!/^[a-z]*$/.test(word)) return word;
    if (Object.prototype.hasOwnProperty.call(SPECIAL, word)) return SPECIAL[word];
    if (word.length < 3 || AS_THEY_ARE.indexOf(word) >= 0) return word;
    // A y that is a consonant: at the head of a word, and after a vowel.
    var stem = "";
    for (var i = 0; i < word.length; i += 1) stem += word[i] === "y" && (i === 0 || isVowel(stem[i - 1])) ? "Y" : word[i];
    var prefix = /^(gener|commun|arsen)/.exec(stem);
    var first = prefix ? prefix[0].length : regionAfter(stem, 0), later = regionAfter(stem, first);
    stem = plural(stem);
    if (NO_FURTHER.indexOf(stem) >= 0) return stem;
    stem = past(stem, first);
    if (/[yY]$/.test(stem) && stem.length > 2 && !isVowel(stem[stem.length - 2])) stem = without(stem, 1) + "i";
    stem = fifth(fourth(third(second(stem, first), first, later), later), first, later);
    return stem.replace(/Y/g, "y");
  }

  window.backfileStems = { english: english };
})();
