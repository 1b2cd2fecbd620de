// node mapping.js documents|round LEADS [COUNT]
// What landing-page.json says, as one would write it by hand for Node.js: parse, map with the same rules for German numbers,
// dates and answers, write. `documents` prints the documents, `round` maps all posts COUNT times and prints nanoseconds a lead:
// by the clock, and of CPU time.
'use strict';
const fs = require('node:fs');

const blank = /^\s*$/;
const saysNothing = new Set(['k.a.', 'ka', 'n/a', 'null', 'keine angabe', 'unbekannt', 'weiß nicht', 'bitte wählen', '-']);

function text(value) {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || blank.test(value)) return undefined;
  const clean = value.trim().replace(/\s+/g, ' ');
  return saysNothing.has(clean.toLowerCase()) ? undefined : clean;
}

function folded(value) {
  const clean = text(value);
  if (clean === undefined) return undefined;
  return clean.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss')
    .replace(/[ _/.,-]+/g, ' ').trim();
}

function number(value, isArea) {
  if (typeof value === 'number') return value;
  let clean = text(value);
  if (clean === undefined) return undefined;
  clean = clean.replace(/\s*(€|EUR|Euro)$/i, '');
  if (isArea) clean = clean.replace(/\s*(m²|qm|m2)$/i, '');
  if (!/^-?\d[\d.,' ]*$/.test(clean)) return undefined;
  const comma = clean.lastIndexOf(','), point = clean.lastIndexOf('.');
  let decimal = Math.max(comma, point);
  if (decimal >= 0) {
    const mark = clean[decimal];
    if (clean.indexOf(mark) !== decimal) decimal = -1;
    else if ((comma < 0 || point < 0) && !isArea && clean.length - decimal === 4 && decimal <= 3 && clean[0] !== '0') decimal = -1;
  }
  const whole = (decimal < 0 ? clean : clean.slice(0, decimal)).replace(/[.,' ]/g, '');
  const read = Number(decimal < 0 ? whole : whole + '.' + clean.slice(decimal + 1));
  return Number.isNaN(read) ? undefined : read;
}

function integer(value) {
  const read = number(value);
  return Number.isInteger(read) ? read : undefined;
}

const yes = new Set(['ja', 'j', 'yes', 'true', 'on', '1', 'wahr']);
const no = new Set(['nein', 'no', 'false', 'off', '0', 'falsch']);

function boolean(value) {
  if (typeof value === 'boolean') return value;
  const key = folded(value);
  return yes.has(key) ? true : no.has(key) ? false : undefined;
}

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function date(value, latest) {
  const clean = text(value);
  if (clean === undefined) return undefined;
  let year, month, day;
  let match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(clean);
  if (match) [, year, month, day] = match;
  else if ((match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(clean))) [, day, month, year] = match;
  else return undefined;
  year = Number(year); month = Number(month); day = Number(day);
  if (month < 1 || month > 12 || day < 1 || year < 1900 || year > 2100) return undefined;
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  if (day > days[month - 1] + (leap ? 1 : 0)) return undefined;
  const read = `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
  return latest !== undefined && read >= latest ? undefined : read;
}

function plz(value) {
  const clean = text(value);
  return clean !== undefined && /^\d{5}$/.test(clean) ? clean : undefined;
}

function join(values) {
  const found = values.map(text).filter((value) => value !== undefined);
  return found.length ? found.join(' / ') : undefined;
}

// An object of rules that yield nothing is left out, with its constants.
function some(object) {
  for (const key in object) if (object[key] !== undefined) return object;
  return undefined;
}

function typed(constants, rules) {
  return some(rules) && Object.assign(constants, rules);
}

const anreden = { herr: 'HERR', mr: 'HERR', frau: 'FRAU', mrs: 'FRAU' };
const familienstaende = { ledig: 'LEDIG', verheiratet: 'VERHEIRATET', geschieden: 'GESCHIEDEN', verwitwet: 'VERWITWET' };
const befristungen = { unbefristet: 'UNBEFRISTET', befristet: 'BEFRISTET' };

function beschaeftigung(form) {
  switch (folded(form.beschaeftigung)) {
    case 'angestellter': case 'angestellte':
      return typed({ '@type': 'ANGESTELLTER' }, {
        beruf: text(form.beruf),
        beschaeftigungsstatus: befristungen[folded(form.befristung)],
        beschaeftigungsverhaeltnis: some({
          beschaeftigtSeit: date(form.beschaeftigt_seit),
          arbeitgeber: some({ name: text(form.arbeitgeber) }),
        }),
      });
    case 'beamter': case 'beamtin': return typed({ '@type': 'BEAMTER' }, { beruf: text(form.beruf) });
    case 'rentner': return { '@type': 'RENTNER' };
    default: return undefined;
  }
}

function zweck(form) {
  switch (folded(form.vorhaben)) {
    case 'kauf': case 'hauskauf': return typed({ '@type': 'KAUF' }, { kaufpreis: number(form.kaufpreis) });
    case 'neubau': return { '@type': 'NEUBAU' };
    case 'anschlussfinanzierung': case 'umschuldung': return { '@type': 'ANSCHLUSSFINANZIERUNG' };
    default: return undefined;
  }
}

function list(value) {
  return value === undefined ? undefined : [value];
}

function map(form) {
  const stand = familienstaende[folded(form.familienstand)];
  const kampagne = text(form.utm_campaign);
  const leadtracking = some({ kampagne });
  return {
    importMetadaten: some({ leadtracking }),
    kundenangaben: some({
      haushalte: list(some({
        kunden: list(typed({ referenzId: 'kunde1' }, {
          personendaten: some({
            person: some({ anrede: anreden[folded(form.anrede)], vorname: text(form.vorname), nachname: text(form.nachname) }),
            geburtsdatum: date(form.geburtsdatum, '2026-06-15'),
            familienstand: stand && { '@type': stand },
          }),
          wohnsituation: some({
            anschrift: some({
              strasse: text(form.strasse), hausnummer: text(form.hausnummer), plz: plz(form.plz), ort: text(form.ort),
            }),
          }),
          finanzielles: some({ einkommenNetto: number(form.netto), beschaeftigung: beschaeftigung(form) }),
          kontakt: some({
            email: text(form.email),
            telefonnummer: some({ vorwahl: text(form.vorwahl), nummer: text(form.telefon) }),
            weitereKontaktmoeglichkeiten: join([form.erreichbarkeit, form.nachricht]),
          }),
        })),
        finanzielleSituation: some({
          vermoegen: some({ summeBankUndSparguthaben: some({ guthaben: number(form.guthaben) }) }),
          ausgaben: some({
            summeMietausgaben: some({
              betragMonatlich: number(form.miete), entfaelltMitFinanzierung: boolean(form.miete_entfaellt),
            }),
          }),
        }),
      })),
      finanzierungsobjekt: some({
        immobilie: some({
          adresse: some({ plz: plz(form.objekt_plz), ort: text(form.objekt_ort) }),
          typ: typed({ '@type': 'EINFAMILIENHAUS' }, {
            gebaeude: some({
              baujahr: integer(form.baujahr),
              nutzung: some({ wohnen: some({ gesamtflaeche: number(form.wohnflaeche, true) }) }),
            }),
          }),
        }),
      }),
      finanzierungsbedarf: some({
        finanzierungszweck: zweck(form),
        finanzierungsbausteine: list(typed({ '@type': 'ANNUITAETENDARLEHEN' }, {
          darlehensbetrag: number(form.darlehen),
          annuitaetendetails: some({
            auszahlungszeitpunkt: date(form.auszahlung), zinsbindungInJahren: integer(form.zinsbindung),
          }),
        })),
      }),
    }),
  };
}

const [, , command, file, count = '1'] = process.argv;
const leads = fs.readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => Buffer.from(line));

function all(sink) {
  for (const lead of leads) sink(Buffer.from(JSON.stringify(map(JSON.parse(lead.toString('utf8'))))));
}

if (command === 'documents') {
  const documents = [];
  all((document) => documents.push(document));
  process.stdout.write(documents.join('\n') + '\n');
} else {
  let bytes = 0;
  const sink = (document) => { bytes += document.length; };
  for (let warm = 0; warm < 20; warm++) all(sink);
  const start = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  for (let repeat = 0; repeat < Number(count); repeat++) all(sink);
  const used = process.cpuUsage(cpu);
  const runs = Number(count) * leads.length;
  console.log(Math.round(Number(process.hrtime.bigint() - start) / runs), Math.round((used.user + used.system) * 1000 / runs));
}
