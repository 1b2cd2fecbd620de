"""What mappings/trisalis.json and its source say, as one would write it by hand for Python: see trisalis.js, its twin."""
import re


def text(value):
    if isinstance(value, str):
        return " ".join(value.split()) or None
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


UNIT = re.compile(r"\s*(€|EUR|%|m²|qm|Jahre|Monate)$")
PLAIN = re.compile(r"-?\d[\d.,]*")
GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+")


def number(value):
    if isinstance(value, (int, float)):
        return value
    clean = text(value)
    if clean is None:
        return None
    clean = UNIT.sub("", clean)
    if not PLAIN.fullmatch(clean):
        return None
    if "," in clean:
        whole, _, rest = clean.rpartition(",")
        clean = whole.replace(".", "") + "." + rest
    elif GROUPED.fullmatch(clean):
        clean = clean.replace(".", "")
    try:
        read = float(clean)
    except ValueError:
        return None
    return int(read) if read.is_integer() else read


ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def date(value):
    clean = text(value)
    if clean is None or ISO.fullmatch(clean):
        return clean
    match = GERMAN.fullmatch(clean)
    return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else None


ANSWERS = {"ja": True, "on": True, "true": True, "1": True, "nein": False, "off": False, "false": False, "0": False}


def choice(table):
    def chosen(value):
        clean = text(value)
        return table.get(clean.lower()) if clean is not None else None
    return chosen


boolean = choice(ANSWERS)
STREET = re.compile(r"(.*?)\s+(\d+\s?[a-z]?)")
PHONE = re.compile(r"(0\d+)[ /-]+(\d[\d ]*)")


def street(value):
    clean = text(value)
    match = STREET.fullmatch(clean) if clean is not None else None
    return (match[1], match[2].replace(" ", "")) if match else (clean, None)


def phone(value):
    clean = text(value)
    match = PHONE.fullmatch(clean) if clean is not None else None
    return {"vorwahl": match[1], "nummer": match[2].replace(" ", "")} if match else None


def some(rules, constants=None):
    """An object of rules that yield nothing is left out, with its constants."""
    found = {key: value for key, value in rules.items() if value is not None}
    return ({**constants, **found} if constants else found) if found else None


anrede = choice({"herr": "HERR", "frau": "FRAU"})
professor = choice({"ohne": False, "dr.": False, "prof.": True, "prof. dr.": True})
doctor = choice({"ohne": False, "prof.": False, "dr.": True, "prof. dr.": True})
beschaeftigungen = choice({
    "angestellte/r": "ANGESTELLTER", "arbeiter/in": "ARBEITER", "beamter/in": "BEAMTER", "selbstständig": "SELBSTSTAENDIGER",
    "rentner/in": "RENTNER"})
objektarten = choice({
    "einfamilienhaus": "EINFAMILIENHAUS", "haus": "EINFAMILIENHAUS", "doppelhaushälfte": "DOPPELHAUSHAELFTE",
    "reihenhaus": "REIHENHAUS", "zweifamilienhaus": "ZWEIFAMILIENHAUS", "mehrfamilienhaus": "MEHRFAMILIENHAUS",
    "eigentumswohnung": "EIGENTUMSWOHNUNG", "wohnung": "EIGENTUMSWOHNUNG"})
nutzungen = choice({"eigennutzung": "EIGENGENUTZT", "vermietung": "VERMIETET"})
zinsbindungen = choice({
    "normal": {"@type": "ZINSBINDUNGSSPANNE", "vonJahre": 10, "bisJahre": 15, "kommentar": "Einstellung in Leadstrecke: normal"},
    "lang": {"@type": "LANGE_ZINSSICHERHEIT", "kommentar": "Einstellung in Leadstrecke: lang"},
    "flexibel": {"@type": "FLEXIBEL_KURZFRISTIG_HANDLUNGSFAEHIG", "kommentar": "Einstellung in Leadstrecke: flexibel"},
    "egal": {"@type": "KEINE_ZINSBINDUNG_PRAEFERENZ"}})
raten = choice({
    "wie meine warmmiete": {"@type": "WARMMIETE_VON_HEUTE"}, "möglichst niedrig": {"@type": "MOEGLICHST_NIEDRIGE_RATE"},
    "egal": {"@type": "KEINE_RATE_PRAEFERENZ"}})
tilgungssatzwechsel = choice({
    "nicht geplant": {"@type": "NICHT_EINGEPLANT_ODER_ABSEHBAR"}, "egal": {"@type": "KEINE_TILGUNGSSATZWECHSEL_PRAEFERENZ"}})
finanzierungsarten = choice({"unkompliziert": "UNKOMPLIZIERTE_FINANZIERUNG"})
absicherungen = choice({"egal": "KEINE_PRAEFERENZ"})
vorhaben = choice({
    "kauf": "KAUF", "kauf einer bestandsimmobilie": "KAUF", "kauf vom bauträger": "KAUF_NEUBAU_VOM_BAUTRAEGER",
    "neubau": "NEUBAU", "umschuldung": "ANSCHLUSSFINANZIERUNG"})
zeitrahmen = choice({
    "so schnell wie möglich": "SO_SCHNELL_WIE_MOEGLICH", "kein zeitdruck": "KEIN_ZEITDRUCK",
    "egal": "KEINE_ZEITLICHER_RAHMEN_PRAEFERENZ"})


def chosen(kind, rules):
    """What an answer chose stays, even if its fields yield nothing."""
    return some(rules, {"@type": kind}) or {"@type": kind}


def beschaeftigung(form):
    kind = beschaeftigungen(form.get("beschaeftigung"))
    if kind is None:
        return None
    rules = {}
    if kind in ("ANGESTELLTER", "BEAMTER", "SELBSTSTAENDIGER"):
        rules["beruf"] = text(form.get("beruf"))
    if kind in ("ANGESTELLTER", "ARBEITER"):
        rules["beschaeftigungsverhaeltnis"] = some({"arbeitgeber": some({
            "name": text(form.get("arbeitgeber")), "inDeutschland": boolean(form.get("arbeitgeber_in_deutschland"))})})
    return chosen(kind, rules)


def percent(value):
    read = number(value)
    return None if read is None else {"wert": read, "einheit": "PROZENT"}


def zweck(form):
    kind = vorhaben(form.get("vorhaben"))
    if kind is None:
        return None
    rules = {}
    if kind in ("KAUF", "KAUF_NEUBAU_VOM_BAUTRAEGER"):
        rules["kaufpreis"] = number(form.get("kaufpreis"))
    if kind == "KAUF":
        rules["nebenkosten"] = some({
            "maklergebuehr": percent(form.get("makler_prozent")), "notargebuehr": percent(form.get("notar_prozent")),
            "grunderwerbsteuer": percent(form.get("grunderwerbsteuer_prozent"))})
    return chosen(kind, rules)


def rahmen(form):
    kind = zeitrahmen(form.get("zeitrahmen"))
    if kind in ("SO_SCHNELL_WIE_MOEGLICH", "KEIN_ZEITDRUCK"):
        return some({"@type": kind, "kommentar": text(form.get("zeitrahmen_kommentar"))})
    return {"@type": kind} if kind else None


def baustein(form):
    betrag = number(form.get("darlehensbetrag"))
    if betrag is None:
        return None
    return [some({
        "@type": "ANNUITAETENDARLEHEN", "darlehensbetrag": betrag,
        "annuitaetendetails": some({
            "zinsbindungInJahren": number(form.get("zinsbindung_jahre")),
            "tilgungswunsch": some({"rate": number(form.get("wunschrate")), "tilgungsbeginn": date(form.get("tilgungsbeginn"))},
                                   {"@type": "RATE"}),
            "sondertilgungJaehrlich": number(form.get("sondertilgung")),
            "auszahlungszeitpunkt": date(form.get("auszahlung"))}),
        "bereitstellungszinsfreieZeitInMonaten": number(form.get("bereitstellungsfreie_monate")), "provision": 1.5})]


def works_for(*kinds):
    return lambda form: beschaeftigungen(form.get("beschaeftigung")) in kinds


def plans(*kinds):
    return lambda form: vorhaben(form.get("vorhaben")) in kinds


# Which fields only some answers read; all others of the page are always read, or are declared unused.
READ_BY = {
    "beruf": works_for("ANGESTELLTER", "BEAMTER", "SELBSTSTAENDIGER"),
    "arbeitgeber": works_for("ANGESTELLTER", "ARBEITER"),
    "arbeitgeber_in_deutschland": works_for("ANGESTELLTER", "ARBEITER"),
    "kaufpreis": plans("KAUF", "KAUF_NEUBAU_VOM_BAUTRAEGER"),
    "makler_prozent": plans("KAUF"), "notar_prozent": plans("KAUF"), "grunderwerbsteuer_prozent": plans("KAUF"),
    "zeitrahmen_kommentar": lambda form: zeitrahmen(form.get("zeitrahmen")) in ("SO_SCHNELL_WIE_MOEGLICH", "KEIN_ZEITDRUCK"),
}


def notes(form):
    """What no rule read goes to the adviser, a line each."""
    lines = [text(form.get("erreichbarkeit"))]
    for name, value in form.items():
        if name in READ_BY and not READ_BY[name](form) and text(value):
            lines.append(f"{name}: {text(value)}")
    return "\n".join(line for line in lines if line) or None


def map(form):
    get = form.get
    nachname = text(get("nachname"))
    if nachname is None:
        raise ValueError("nachname is missing")
    lead = text(get("lead_id"))
    strasse, hausnummer = street(get("strasse"))
    objekt_strasse, objekt_hausnummer = street(get("objekt_strasse"))
    return {
        "importMetadaten": some({
            "datenkontext": "TEST_MODUS", "externeVorgangsId": lead and "Lead " + lead,
            "importquelle": "Landinpage Trisalis AG 2021", "leadtracking": {"kampagne": "Trisalis AG"},
            "zusaetzlicherEreignistext": "Premium-Kunde", "prioritaet": "HOCH",
            "betreuung": {"kundenbetreuer": "ABC12", "bearbeiter": "ABC12"},
            "tippgeber": {"tippgeberPartnerId": "TRI01", "tippgeberprovisionswunsch": {"@type": "BETRAG", "betrag": 50}}}),
        "kundenangaben": some({
            "haushalte": [some({
                "kunden": [some({
                    "externeKundenId": text(get("kundennummer")), "referenzId": "jsonRef1",
                    "personendaten": {"person": some({
                        "titel": some({"prof": professor(get("titel")), "dr": doctor(get("titel"))}),
                        "anrede": anrede(get("anrede")), "vorname": text(get("vorname")), "nachname": nachname})},
                    "wohnsituation": some({"anschrift": some({
                        "strasse": strasse, "hausnummer": hausnummer, "plz": text(get("plz")), "ort": text(get("ort"))})}),
                    "finanzielles": some({
                        "beschaeftigung": beschaeftigung(form), "einkommenNetto": number(get("nettoeinkommen"))}),
                    "kontakt": some({
                        "telefonnummer": phone(get("telefon")), "email": text(get("email")),
                        "weitereKontaktmoeglichkeiten": notes(form)})})],
                "finanzielleSituation": some({
                    "vermoegen": some({"summeBankUndSparguthaben": some({
                        "guthaben": number(get("sparguthaben")),
                        "verwendung": some({"maximalEinzusetzenderBetrag": number(get("eigenkapital")),
                                            "kommentar": "einzusetzendes Eigenkapital"},
                                           {"@type": "AUFLOESUNG_ALS_VERWENDUNG"})})}),
                    "ausgaben": some({"summeMietausgaben": some({
                        "betragMonatlich": number(get("warmmiete")),
                        "entfaelltMitFinanzierung": boolean(get("miete_entfaellt"))})})})})],
            "finanzierungsobjekt": some({"immobilie": some({
                "adresse": some({
                    "strasse": objekt_strasse, "hausnummer": objekt_hausnummer, "plz": text(get("objekt_plz")),
                    "ort": text(get("objekt_ort"))}),
                "typ": some({
                    "@type": objektarten(get("objektart")),
                    "gebaeude": some({"baujahr": number(get("baujahr")), "nutzung": some({"wohnen": some({
                        "gesamtflaeche": number(get("wohnflaeche")),
                        "nutzungsart": some({"@type": nutzungen(get("nutzung"))})})})})})})}),
            "finanzierungsbedarf": some({
                "finanzierungszweck": zweck(form),
                "praeferenzen": some({
                    "finanzierungsdetailspraeferenzen": some({
                        "zinsbindung": zinsbindungen(get("zinssicherheit")), "ratenhoehe": raten(get("rate")),
                        "tilgungssatzwechsel": tilgungssatzwechsel(get("tilgungssatzwechsel"))}),
                    "bestandteileDerFinanzierung": some({"praeferenz": finanzierungsarten(get("finanzierungsart"))}),
                    "absicherungUndVorsorge": some({"praeferenz": absicherungen(get("absicherung"))}),
                    "zeitlicherRahmen": rahmen(form)}),
                "finanzierungsbausteine": baustein(form)})})}


def simple(form):
    return {
        "importMetadaten": {"datenkontext": "TEST_MODUS"},
        "kundenangaben": {"haushalte": [{"kunden": [some({
            "referenzId": "jsonRef1",
            "personendaten": {"person": some({"vorname": text(form.get("vorname")), "nachname": text(form.get("nachname"))})},
            "kontakt": some({"email": text(form.get("email"))})})]}]}}
