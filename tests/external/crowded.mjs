// An archive for the kinds of pages that the sample is too small to have: lists of more than a page, names on pages by
// year, letters on pages of their own, issues of a day, dates of which only the month or the year is known.
//
//   node crowded.mjs FOLDER

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const folder = process.argv[2];
const files = new Map();

files.set('backfile.toml', [
  'title = "The Crowded Beacon"',
  'description = "More of everything than fits on a page."',
  'base_url = "https://example.org/crowded/"',
  'contact_email = "desk@example.org"',
  'license = "CC0 1.0"',
  'page_size = 10',
  '[entities]',
  'min_mentions = 2',
].join('\n'));
// What stood here once, and is gone.
files.set('permalinks.tsv', 'kind\turl\tname\taliases\narticle\tarticles/lost.html\tlost.txt\n');

const SUBJECTS = ['Lamp', 'Ferry', 'Mole', 'Regatta', 'Fishery', 'Chandler', 'Bell', 'Council', 'Gale', 'Cannery', 'Quarry', 'Sluice'];
const VERBS = ['Relit', 'Delayed', 'Repaired', 'Postponed', 'Counted', 'Refused', 'Praised', 'Painted', 'Sold', 'Flooded'];
const title = (at) => `${SUBJECTS[at % SUBJECTS.length]} ${VERBS[Math.floor(at / SUBJECTS.length) % VERBS.length]} Again, Report ${at + 1}`;

function article(name, fields, text) {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  files.set(`content/${name}.md`, `---\n${lines.join('\n')}\n---\n\n${text}\n`);
}

const WHO = { people: ['Eleanor Vance'], organizations: ['Harbour Board'], places: ['Halifax'] };
const TEXT = 'Mayor Eleanor Vance told the Harbour Board on Tuesday that the sluice would hold. The board has heard it from Halifax before, and again on';

// A crowded day of a paper with pages and sections, and single issues around it.
for (let at = 0; at < 24; at += 1) {
  article(`gazette/${at}`, { title: title(at), date: '1952-03-04', source: 'The Wharf Gazette', page: String(1 + (at % 8)),
    section: at % 2 ? 'Harbour' : 'Town', author: 'Cora Bellweather', topics: ['The sluice'], ...WHO }, `${TEXT} ${1 + at} May 1947.`);
}
for (let at = 0; at < 12; at += 1) {
  const year = 1948 + (at % 6);
  article(`other/${at}`, { title: title(24 + at), date: `${year}-0${1 + (at % 9)}-11`, source: 'The Hill Courier', page: '2',
    section: 'Letters', topics: ['The ferry'], ...WHO }, `${TEXT} ${1 + at} June 1947, and in the spring of 1946.`);
}
for (let at = 0; at < 11; at += 1) {
  article(`month/${at}`, { title: title(36 + at), date: '1953-05' }, 'The harbour was quiet all month, and the lamp burned.');
  article(`year/${at}`, { title: title(48 + at), date: '1954' }, 'The harbour was quiet all year, and the lamp burned.');
  article(`loose/${at}`, { title: title(60 + at) }, 'Nothing here tells the day. The lamp burned.');
}
article('foreign/hafen', { title: 'Der Hafen bleibt offen', date: '1951-02-03', language: 'de' },
  'Der Rat hat am Dienstag beschlossen, den Hafen im Winter nicht zu schließen, und die Lampe wird weiter brennen.');
// A letter of more than five hundred names, and a few under others.
const GIVEN = ['Alma', 'Barnaby', 'Cora', 'Dorian', 'Edith', 'Fergus', 'Greta', 'Horace', 'Ida', 'Jasper', 'Kezia', 'Lionel', 'Mabel', 'Nathan', 'Olive', 'Percy', 'Rosa', 'Silas', 'Thea', 'Ulric', 'Vera', 'Wilfred', 'Yvonne'];
const ENDS = ['ashby', 'ellcombe', 'intcroft', 'olgate', 'urham', 'rookfield', 'eckwick', 'alstead', 'irdley', 'oatmore', 'undale', 'rixworth', 'enton', 'arrow', 'ingley', 'osgrave', 'utterby', 'ramhall', 'radstow', 'lackmere', 'idmouth', 'eadnell', 'oulby'];
const names = ENDS.flatMap((end) => GIVEN.map((given) => `${given} B${end}`));
names.push(...GIVEN.map((given) => `${given} Saltmarsh`), ...GIVEN.map((given) => `${given} Okafor`));
for (let at = 0; at < names.length; at += 60) {
  const people = names.slice(at, at + 60);
  article(`lists/${at}`, { title: `Members of the Society, Part ${1 + at / 60}`, date: `1955-0${1 + (at / 60) % 9}-01`, people }, `Present were: ${people.join(', ')}.`);
}

for (const [name, text] of files) {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), text);
}
