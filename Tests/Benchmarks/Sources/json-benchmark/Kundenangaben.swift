/// A Kundenangaben import of about 4 KiB as a form vendor's mapping makes it: two applicants, a purchase, a financing wish.
/// Invented; nobody is meant.
enum Kundenangaben {
    static let document: [UInt8] = Array(text.utf8)

    private static let text =
        #"{"importMetadaten":{"datenkontext":"TEST_MODUS","externeVorgangsId":"01936b2e-8f3a-7c41-9d55-3e1f0a6b7c8d","importquelle":"Landingpage Muster AG 2026","prioritaet":"HOCH","leadtracking":{"kampagne":"Baufinanzierung Frühjahr","trackingId":"EAIaIQobChMI1234567890abcdef","keyword":"baufinanzierung rechner"},"tippgeber":{"tippgeberPartnerId":"TRI01","tippgeberprovisionswunsch":{"@type":"BETRAG","betrag":50.00}},"betreuung":{"kundenbetreuer":"ABC12","bearbeiter":"ABC12"}},"kundenangaben":{"haushalte":[{"kunden":["#
        + kunde("kunde1", "HERR", "Jürgen", "Mustermann", "1980-02-01", "Köln") + ","
        + kunde("kunde2", "FRAU", "Sabine", "Mustermann-Groß", "1982-11-30", "Düsseldorf")
        + #"],"zusatzangaben":{"haushaltsausgaben":{"lebenshaltungskosten":1450.50,"kfz":[{"anzahl":1,"monatlicheKosten":210.00}]}},"vermoegen":{"summeBankUndSparguthaben":{"guthaben":85000.00,"zinsertragJaehrlich":1.25,"verwendung":{"@type":"EIGENKAPITALEINSATZ","maximalEinzusetzenderBetrag":60000.00}},"summeDepotvermoegen":{"depotwert":24500.75,"verwendung":{"@type":"KEINE"}}},"einkommenVonKindern":[{"name":"Lena","kindergeldWirdBezogen":true,"unterhalt":null},{"name":"Max","kindergeldWirdBezogen":true,"unterhalt":null}],"verbindlichkeiten":{"ratenkredite":[{"rateMonatlich":189.90,"restschuld":4200.00,"datumLetzteRate":"2027-05-31","wirdAbgeloest":false,"glaeubiger":"Musterbank"}]}}],"finanzierungsobjekt":{"immobilie":{"adresse":{"strasse":"Bergstraße","hausnummer":"12a","postleitzahl":"50667","ort":"Köln"},"typ":{"@type":"EINFAMILIENHAUS","baujahr":1998,"wohnflaeche":{"gesamtgroesse":142.50,"nutzung":{"@type":"EIGENGENUTZT"}},"grundstuecksgroesse":480,"anzahlGeschosse":2,"keller":{"@type":"UNTERKELLERT"},"dach":{"@type":"NICHT_AUSGEBAUT"}},"bodenrichtwert":520,"darlehensliste":[]}},"finanzierungsbedarf":{"finanzierungszweck":{"@type":"KAUF","kaufpreis":358000.00,"nebenkosten":{"maklergebuehr":{"@type":"PROZENT","wert":3.57},"notargebuehr":{"@type":"PROZENT","wert":2.00},"grunderwerbsteuer":{"@type":"PROZENT","wert":6.50}},"modernisierungskosten":15000},"praeferenzen":{"zinsbindungInJahren":15,"rate":1450.00,"tilgungssatz":2.5,"sondertilgung":5,"beschreibung":"Einzug bis Herbst gewünscht.\nBitte abends anrufen."},"darlehen":[{"@type":"ANNUITAETENDARLEHEN","darlehensbetrag":280000,"auszahlungszeitpunkt":"2026-09-01","bereitstellungszinsfreieZeitInMonaten":6,"tilgung":{"@type":"TILGUNGSWUNSCH","satz":2.5}}]}}}"#

    private static func kunde(
        _ id: String,
        _ anrede: String,
        _ vorname: String,
        _ nachname: String,
        _ geburt: String,
        _ ort: String
    ) -> String {
        #"{"referenzId":"\#(id)","externeKundenId":null,"personendaten":{"person":{"titel":[],"anrede":"\#(anrede)","vorname":"\#(vorname)","nachname":"\#(nachname)"},"geburtsdatum":"\#(geburt)","geburtsort":"\#(ort)","staatsangehoerigkeit":"DE","familienstand":{"@type":"VERHEIRATET","gueterstand":"ZUGEWINNGEMEINSCHAFT"}},"wohnsituation":{"anschrift":{"strasse":"Hauptstraße","hausnummer":"7","postleitzahl":"50667","ort":"\#(ort)","wohnhaftSeit":"2015-04-01"},"wohnart":{"@type":"ZUR_MIETE","mieteMonatlich":980.00}},"kontakt":{"telefonnummer":{"vorwahl":"0221","nummer":"5550123"},"email":"\#(id)@example.org","weitereKontaktmoeglichkeiten":"Mo-Fr ab 18 Uhr"},"finanzielles":{"beschaeftigung":{"@type":"ANGESTELLTER","beruf":"Ingenieur","nettoeinkommenMonatlich":3250.40,"beschaeftigungsverhaeltnis":{"befristung":{"@type":"UNBEFRISTET"},"arbeitgeber":{"name":"Muster GmbH & Co. KG","sitzInDeutschland":true},"probezeit":false,"seit":"2012-01-01"}},"steuerId":"12345678901","einkommenNetto":3250.40}}"#
    }
}
