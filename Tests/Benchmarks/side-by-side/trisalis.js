// What mappings/trisalis.json and its source say, as one would write it by hand for Node.js: the same document for the same
// post. One program of `compare-receipt`; `simple` are the three fields of its simple mapping.
'use strict';

function text(value) {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const clean = value.trim().replace(/\s+/g, ' ');
  return clean === '' ? undefined : clean;
}

function number(value) {
  if (typeof value === 'number') return value;
  let clean = text(value);
  if (clean === undefined) return undefined;
  clean = clean.replace(/\s*(€|EUR|%|m²|qm|Jahre|Monate)$/, '');
  if (!/^-?\d[\d.,]*$/.test(clean)) return undefined;
  const comma = clean.lastIndexOf(',');
  let read;
  if (comma >= 0) read = Number(clean.slice(0, comma).replace(/\./g, '') + '.' + clean.slice(comma + 1));
  else read = /^-?\d{1,3}(\.\d{3})+$/.test(clean) ? Number(clean.replace(/\./g, '')) : Number(clean);
  return Number.isNaN(read) ? undefined : read;
}

function date(value) {
  const clean = text(value);
  if (clean === undefined) return undefined;
  let match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(clean);
  if (match) return clean;
  match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(clean);
  return match ? `${match[3]}-${match[2].padStart(2, '0')}-${match[1].padStart(2, '0')}` : undefined;
}

const yes = new Set(['ja', 'on', 'true', '1']), no = new Set(['nein', 'off', 'false', '0']);
function boolean(value) {
  const key = text(value)?.toLowerCase();
  return yes.has(key) ? true : no.has(key) ? false : undefined;
}

function street(value) {
  const clean = text(value);
  if (clean === undefined) return [undefined, undefined];
  const match = /^(.*?)\s+(\d+\s?[a-z]?)$/.exec(clean);
  return match ? [match[1], match[2].replace(' ', '')] : [clean, undefined];
}

function phone(value) {
  const clean = text(value);
  if (clean === undefined) return undefined;
  const match = /^(0\d+)[ /-]+(\d[\d ]*)$/.exec(clean);
  return match ? { vorwahl: match[1], nummer: match[2].replace(/ /g, '') } : undefined;
}

// An object of rules that yield nothing is left out, with its constants.
function some(object) {
  for (const key in object) if (object[key] !== undefined) return object;
  return undefined;
}
function typed(constants, rules) {
  return some(rules) && Object.assign(constants, rules);
}
function choice(table) {
  const entries = new Map(Object.entries(table));
  return (value) => entries.get(text(value)?.toLowerCase());
}

const anrede = choice({ herr: 'HERR', frau: 'FRAU' });
const professor = choice({ ohne: false, 'dr.': false, 'prof.': true, 'prof. dr.': true });
const doctor = choice({ ohne: false, 'prof.': false, 'dr.': true, 'prof. dr.': true });
const beschaeftigungen = choice({
  'angestellte/r': 'ANGESTELLTER', 'arbeiter/in': 'ARBEITER', 'beamter/in': 'BEAMTER', selbstständig: 'SELBSTSTAENDIGER',
  'rentner/in': 'RENTNER',
});
const objektarten = choice({
  einfamilienhaus: 'EINFAMILIENHAUS', haus: 'EINFAMILIENHAUS', doppelhaushälfte: 'DOPPELHAUSHAELFTE', reihenhaus: 'REIHENHAUS',
  zweifamilienhaus: 'ZWEIFAMILIENHAUS', mehrfamilienhaus: 'MEHRFAMILIENHAUS', eigentumswohnung: 'EIGENTUMSWOHNUNG',
  wohnung: 'EIGENTUMSWOHNUNG',
});
const nutzungen = choice({ eigennutzung: 'EIGENGENUTZT', vermietung: 'VERMIETET' });
const zinsbindungen = choice({
  normal: { '@type': 'ZINSBINDUNGSSPANNE', vonJahre: 10, bisJahre: 15, kommentar: 'Einstellung in Leadstrecke: normal' },
  lang: { '@type': 'LANGE_ZINSSICHERHEIT', kommentar: 'Einstellung in Leadstrecke: lang' },
  flexibel: { '@type': 'FLEXIBEL_KURZFRISTIG_HANDLUNGSFAEHIG', kommentar: 'Einstellung in Leadstrecke: flexibel' },
  egal: { '@type': 'KEINE_ZINSBINDUNG_PRAEFERENZ' },
});
const raten = choice({
  'wie meine warmmiete': { '@type': 'WARMMIETE_VON_HEUTE' }, 'möglichst niedrig': { '@type': 'MOEGLICHST_NIEDRIGE_RATE' },
  egal: { '@type': 'KEINE_RATE_PRAEFERENZ' },
});
const tilgungssatzwechsel = choice({
  'nicht geplant': { '@type': 'NICHT_EINGEPLANT_ODER_ABSEHBAR' }, egal: { '@type': 'KEINE_TILGUNGSSATZWECHSEL_PRAEFERENZ' },
});
const finanzierungsarten = choice({ unkompliziert: 'UNKOMPLIZIERTE_FINANZIERUNG' });
const absicherungen = choice({ egal: 'KEINE_PRAEFERENZ' });

// What an answer chose stays, even if its fields yield nothing.
function chosen(type, rules) {
  return Object.assign({ '@type': type }, rules);
}

function beschaeftigung(form) {
  const type = beschaeftigungen(form.beschaeftigung);
  const beruf = () => ({ beruf: text(form.beruf) });
  const verhaeltnis = () => ({
    beschaeftigungsverhaeltnis: some({
      arbeitgeber: some({ name: text(form.arbeitgeber), inDeutschland: boolean(form.arbeitgeber_in_deutschland) }),
    }),
  });
  switch (type) {
    case 'ANGESTELLTER': return chosen(type, { ...beruf(), ...verhaeltnis() });
    case 'ARBEITER': return chosen(type, verhaeltnis());
    case 'BEAMTER': case 'SELBSTSTAENDIGER': return chosen(type, beruf());
    case 'RENTNER': return chosen(type, {});
    default: return undefined;
  }
}

function percent(value) {
  const read = number(value);
  return read === undefined ? undefined : { wert: read, einheit: 'PROZENT' };
}

function zweck(form) {
  switch (text(form.vorhaben)?.toLowerCase()) {
    case 'kauf': case 'kauf einer bestandsimmobilie':
      return chosen('KAUF', {
        kaufpreis: number(form.kaufpreis),
        nebenkosten: some({
          maklergebuehr: percent(form.makler_prozent), notargebuehr: percent(form.notar_prozent),
          grunderwerbsteuer: percent(form.grunderwerbsteuer_prozent),
        }),
      });
    case 'kauf vom bauträger': return chosen('KAUF_NEUBAU_VOM_BAUTRAEGER', { kaufpreis: number(form.kaufpreis) });
    case 'neubau': return { '@type': 'NEUBAU' };
    case 'umschuldung': return { '@type': 'ANSCHLUSSFINANZIERUNG' };
    default: return undefined;
  }
}

function zeitrahmen(form) {
  switch (text(form.zeitrahmen)?.toLowerCase()) {
    case 'so schnell wie möglich': return { '@type': 'SO_SCHNELL_WIE_MOEGLICH', kommentar: text(form.zeitrahmen_kommentar) };
    case 'kein zeitdruck': return { '@type': 'KEIN_ZEITDRUCK', kommentar: text(form.zeitrahmen_kommentar) };
    case 'egal': return { '@type': 'KEINE_ZEITLICHER_RAHMEN_PRAEFERENZ' };
    default: return undefined;
  }
}

function baustein(form) {
  const darlehensbetrag = number(form.darlehensbetrag);
  if (darlehensbetrag === undefined) return undefined;
  return [{
    '@type': 'ANNUITAETENDARLEHEN',
    darlehensbetrag,
    annuitaetendetails: {
      zinsbindungInJahren: number(form.zinsbindung_jahre),
      tilgungswunsch: typed({ '@type': 'RATE' }, { rate: number(form.wunschrate), tilgungsbeginn: date(form.tilgungsbeginn) }),
      sondertilgungJaehrlich: number(form.sondertilgung),
      auszahlungszeitpunkt: date(form.auszahlung),
    },
    bereitstellungszinsfreieZeitInMonaten: number(form.bereitstellungsfreie_monate),
    provision: 1.5,
  }];
}

// Which fields only some answers read; all others of the page are always read, or are declared unused.
const readBy = {
  beruf: (form) => ['ANGESTELLTER', 'BEAMTER', 'SELBSTSTAENDIGER'].includes(beschaeftigungen(form.beschaeftigung)),
  arbeitgeber: (form) => ['ANGESTELLTER', 'ARBEITER'].includes(beschaeftigungen(form.beschaeftigung)),
  kaufpreis: (form) => /^kauf/i.test(form.vorhaben),
  makler_prozent: (form) => /^kauf( einer|$)/i.test(form.vorhaben),
  zeitrahmen_kommentar: (form) => !/^egal$/i.test(form.zeitrahmen),
};
readBy.arbeitgeber_in_deutschland = readBy.arbeitgeber;
readBy.notar_prozent = readBy.grunderwerbsteuer_prozent = readBy.makler_prozent;

// What no rule read goes to the adviser, a line each.
function notes(form) {
  const lines = [text(form.erreichbarkeit)];
  for (const name in form) if (readBy[name] && !readBy[name](form) && text(form[name])) lines.push(`${name}: ${text(form[name])}`);
  const said = lines.filter((line) => line !== undefined);
  return said.length ? said.join('\n') : undefined;
}

function map(form) {
  const nachname = text(form.nachname);
  if (nachname === undefined) throw new Error('nachname is missing');
  const leadID = text(form.lead_id);
  const [strasse, hausnummer] = street(form.strasse);
  const [objektStrasse, objektHausnummer] = street(form.objekt_strasse);
  return {
    importMetadaten: {
      datenkontext: 'TEST_MODUS',
      externeVorgangsId: leadID && `Lead ${leadID}`,
      importquelle: 'Landinpage Trisalis AG 2021',
      leadtracking: { kampagne: 'Trisalis AG' },
      zusaetzlicherEreignistext: 'Premium-Kunde',
      prioritaet: 'HOCH',
      betreuung: { kundenbetreuer: 'ABC12', bearbeiter: 'ABC12' },
      tippgeber: { tippgeberPartnerId: 'TRI01', tippgeberprovisionswunsch: { '@type': 'BETRAG', betrag: 50 } },
    },
    kundenangaben: {
      haushalte: [{
        kunden: [{
          externeKundenId: text(form.kundennummer),
          referenzId: 'jsonRef1',
          personendaten: {
            person: {
              titel: some({ prof: professor(form.titel), dr: doctor(form.titel) }),
              anrede: anrede(form.anrede), vorname: text(form.vorname), nachname,
            },
          },
          wohnsituation: some({
            anschrift: some({ strasse, hausnummer, plz: text(form.plz), ort: text(form.ort) }),
          }),
          finanzielles: some({ beschaeftigung: beschaeftigung(form), einkommenNetto: number(form.nettoeinkommen) }),
          kontakt: some({
            telefonnummer: phone(form.telefon), email: text(form.email),
            weitereKontaktmoeglichkeiten: notes(form),
          }),
        }],
        finanzielleSituation: some({
          vermoegen: some({
            summeBankUndSparguthaben: some({
              guthaben: number(form.sparguthaben),
              verwendung: typed({ '@type': 'AUFLOESUNG_ALS_VERWENDUNG' }, {
                maximalEinzusetzenderBetrag: number(form.eigenkapital), kommentar: 'einzusetzendes Eigenkapital',
              }),
            }),
          }),
          ausgaben: some({
            summeMietausgaben: some({
              betragMonatlich: number(form.warmmiete), entfaelltMitFinanzierung: boolean(form.miete_entfaellt),
            }),
          }),
        }),
      }],
      finanzierungsobjekt: some({
        immobilie: some({
          adresse: some({
            strasse: objektStrasse, hausnummer: objektHausnummer, plz: text(form.objekt_plz), ort: text(form.objekt_ort),
          }),
          typ: some({
            '@type': objektarten(form.objektart),
            gebaeude: some({
              baujahr: number(form.baujahr),
              nutzung: some({
                wohnen: some({
                  gesamtflaeche: number(form.wohnflaeche), nutzungsart: some({ '@type': nutzungen(form.nutzung) }),
                }),
              }),
            }),
          }),
        }),
      }),
      finanzierungsbedarf: some({
        finanzierungszweck: zweck(form),
        praeferenzen: some({
          finanzierungsdetailspraeferenzen: some({
            zinsbindung: zinsbindungen(form.zinssicherheit), ratenhoehe: raten(form.rate),
            tilgungssatzwechsel: tilgungssatzwechsel(form.tilgungssatzwechsel),
          }),
          bestandteileDerFinanzierung: some({ praeferenz: finanzierungsarten(form.finanzierungsart) }),
          absicherungUndVorsorge: some({ praeferenz: absicherungen(form.absicherung) }),
          zeitlicherRahmen: zeitrahmen(form),
        }),
        finanzierungsbausteine: baustein(form),
      }),
    },
  };
}

function simple(form) {
  return {
    importMetadaten: { datenkontext: 'TEST_MODUS' },
    kundenangaben: {
      haushalte: [{
        kunden: [{
          referenzId: 'jsonRef1',
          personendaten: { person: { vorname: text(form.vorname), nachname: text(form.nachname) } },
          kontakt: some({ email: text(form.email) }),
        }],
      }],
    },
  };
}

module.exports = { map, simple };
