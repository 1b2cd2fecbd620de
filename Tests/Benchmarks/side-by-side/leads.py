"""The varied posts of a landing page with 45 fields that `compare-receipt` sends: the same 1 000 for the same seed."""
import json, random

FIRST = ["Max", "Anna", "Jürgen", "Sören", "Zoë", "Özlem", "Mehmet", "Karl-Heinz", "Marie", "Lukas", "Agnieszka", "Renée"]
LAST = ["Mustermann", "Müller", "von der Heide", "Yılmaz", "Großmann", "Nowak", "Schmidt-Lange", "Weiß", "O'Neill", "Köhler"]
STREETS = ["Teststr.", "Immobilienstraße", "Am Alten Markt", "Hauptstraße", "Lindenallee", "Kurfürstendamm"]
TOWNS = [("10179", "Berlin"), ("80331", "München"), ("50667", "Köln"), ("01067", "Dresden"), ("20095", "Hamburg")]


def amount(random, low, high):
    value = random.randrange(low, high, 10)
    grouped = f"{value:,}".replace(",", ".")
    return random.choice([f"{grouped} €", f"{grouped},00 €", str(value), grouped])


def lead(random):
    plz, ort = random.choice(TOWNS)
    objekt_plz, objekt_ort = random.choice(TOWNS)
    pick = random.choice
    return {
        "lead_id": "00000000-0000-4000-8000-000000000000",
        "kundennummer": f"K-{random.randrange(10 ** 6)}",
        "anrede": pick(["Herr", "Frau"]), "titel": pick(["ohne", "Dr.", "Prof.", "Prof. Dr."]),
        "vorname": pick(FIRST), "nachname": pick(LAST),
        "strasse": f"{pick(STREETS)} {random.randrange(1, 200)}{pick(['', '', 'a', ' b'])}", "plz": plz, "ort": ort,
        "email": f"lead{random.randrange(10 ** 6)}@example.org",
        "telefon": f"{pick(['030', '089', '0221', '0171'])}{pick([' ', '/', ' / '])}{random.randrange(2000000, 9999999)}",
        "erreichbarkeit": pick(["beste Erreichbarkeit von 18-20Uhr", "abends", "jederzeit nach 17 Uhr", ""]),
        "beschaeftigung": pick(["Angestellte/r", "Arbeiter/in", "Beamter/in", "Selbstständig", "Rentner/in"]),
        "arbeitgeber": pick(["Trisalis AG", "Stadtwerke", "Bäckerei Krüger"]),
        "arbeitgeber_in_deutschland": pick(["ja", "nein"]),
        "nettoeinkommen": amount(random, 1200, 9000), "sparguthaben": amount(random, 1000, 400000),
        "eigenkapital": amount(random, 1000, 200000), "warmmiete": amount(random, 400, 2500),
        "miete_entfaellt": pick(["on", "ja", "nein"]),
        "objektart": pick(["Einfamilienhaus", "Haus", "Doppelhaushälfte", "Reihenhaus", "Mehrfamilienhaus", "Wohnung"]),
        "objekt_strasse": f"{pick(STREETS)} {random.randrange(1, 99)}", "objekt_plz": objekt_plz, "objekt_ort": objekt_ort,
        "baujahr": str(random.randrange(1900, 2025)), "wohnflaeche": pick(["150 m²", "92,5 m²", "78", "210 qm"]),
        "nutzung": pick(["Eigennutzung", "Vermietung"]),
        "vorhaben": pick(["Kauf", "Kauf", "Kauf vom Bauträger", "Neubau", "Umschuldung"]),
        "kaufpreis": amount(random, 100000, 900000), "makler_prozent": pick(["3,75 %", "3.57", "0"]),
        "notar_prozent": pick(["1,25", "2"]), "grunderwerbsteuer_prozent": pick(["6", "3,5 %", "5"]),
        "darlehensbetrag": amount(random, 50000, 800000), "zinsbindung_jahre": pick(["10 Jahre", "15", "20 Jahre"]),
        "wunschrate": amount(random, 500, 4000), "tilgungsbeginn": pick(["20.09.2027", "01.01.2028", "2027-12-01"]),
        "sondertilgung": pick(["0", "5", "2,5"]), "auszahlung": pick(["2027-07-19", "01.06.2027"]),
        "bereitstellungsfreie_monate": pick(["2", "6", "12"]),
        "zinssicherheit": pick(["normal", "lang", "flexibel", "egal"]),
        "rate": pick(["wie meine Warmmiete", "möglichst niedrig", "egal"]),
        "tilgungssatzwechsel": pick(["nicht geplant", "egal"]), "finanzierungsart": "unkompliziert", "absicherung": "egal",
        "zeitrahmen": pick(["So schnell wie möglich", "kein Zeitdruck", "egal"]),
        "zeitrahmen_kommentar": "Es gibt noch weitere Interessenten", "datenschutz": "on", "website": "",
    }


def leads(count=1000, seed=7):
    numbers = random.Random(seed)
    return [lead(numbers) for _ in range(count)]


def line(lead):
    return json.dumps(lead, ensure_ascii=False, separators=(",", ":"))
