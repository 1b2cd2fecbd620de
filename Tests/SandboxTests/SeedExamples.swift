import TestSupport

/// The request bodies that the five published READMEs print, with nothing changed but slips of typography: a remark inside
/// JSON, a placeholder of a partner id, a member name without quotes, line breaks and quotes that were not escaped inside
/// `query`.
///
/// Case numbers and ids are those of the READMEs; a test puts those of its own case in their place.
enum SeedExamples {
    /// Kundenangaben: create, with a partner's id in the place that the README leaves open.
    static let create = PublishedExample.kundenangaben.replacing("{{PARTNER_ID}}", with: "TRI01")

    /// Kundenangaben: replace; the README's "Body as in create case" stands for `kundenangaben`.
    static let updateMetadaten = #"""
        {"tippgeber": {"tippgeberPartnerId": "AAV43", "tippgeberprovisionswunsch": {"@type": "BETRAG", "betrag": 567.1}}}
        """#

    /// Vorgaenge: JSON Patches.
    static let patches = [
        #"[{"op":"replace","path":"/externeVorgangsNummer","value":"ext_VN_4711"}]"#,
        #"[{"op":"replace","path":"/status","value":"ARCHIVIERT"}]"#,
    ]

    /// Vorgaenge: partners for the two roles.
    static let partners = [
        ("kundenBetreuer", #"{"partnerId": "AAV43"}"#), ("vorgangsBearbeiter", #"{"partnerId": "MNC81"}"#),
    ]

    /// KEX import.
    static let loan = #"""
        {
            "kundenbetreuer": {"partnerId": "TEST"},
            "antragsteller1": {"personendaten": {"vorname": "Max", "nachname": "Mustermann"}}
        }
        """#

    /// KEX update: the documents, whose variables are `vorgangsnummer` and, where it is declared, `antragstellerId`.
    static let mutations = [
        """
        mutation personendaten($vorgangsnummer: String!, $antragstellerId: String!) {
            updatePersonendaten(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, personendaten: {
                vorname: "Max"
                nachname: "Mustermann"
            }) {
                messages
            }
        }
        """,
        """
        mutation wohnsituation($vorgangsnummer: String!, $antragstellerId: String!) {
            updateWohnsituation(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, wohnsituation: {
                wohnart: ZUR_MIETE
                anzahlPersonenImHaushalt: 1
            }) {
                messages
            }
        }
        """,
        """
        mutation herkunft($vorgangsnummer: String!, $antragstellerId: String!) {
            updateHerkunft(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, herkunft: {
                staatsangehoerigkeit: DE
                steuerId: "11345678904"
            }) {
                messages
            }
        }
        """,
        """
        mutation beschaeftigung($vorgangsnummer: String!, $antragstellerId: String!) {
            updateBeschaeftigung(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, beschaeftigung: {
                beschaeftigungsart:ARBEITER,
                arbeiter: {
                    beschaeftigungsverhaeltnis: {
                        nettoeinkommenMonatlich: 2345.67,
                        befristung: UNBEFRISTET,
                        beschaeftigtSeit: "2009-01-02",
                        arbeitgeber: {
                            name: "Firmenname",
                            branche: INFORMATION_KOMMUNIKATION,
                            anschrift: {
                                ort: "Berlin"
                            }
                        }
                    }
                }
            }) {
                messages
            }
        }
        """,
        """
        mutation finanzierungswunsch($vorgangsnummer: String!) {
            updateFinanzierungswunsch(vorgangsnummer: $vorgangsnummer, finanzierungswunsch: { kreditbetrag: 10000 }){
                messages
            }
        }
        """,
        """
        mutation kommentare($vorgangsnummer: String!) {
            addKommentare(vorgangsnummer: $vorgangsnummer, kommentare: ["kommentar 1", "kommentar 2"]){
                messages
            }
        }
        """,
    ]

    /// KEX-Antragsstatus: events.
    static let events = [
        #"{"produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "UNTERSCHRIEBEN"}"#,
        #"{"antragsnummer": "985132/1/1", "produktanbieterstatus": "UNTERSCHRIEBEN"}"#,
        #"""
        {"produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "ZURUECKGESTELLT",
         "kommentar": "Bitte noch eine Kopie des Personalausweises nachreichen."}
        """#,
        #"""
        {"produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "ZURUECKGESTELLT",
         "kommentar": "Bitte reichen Sie noch folgende Dokumente nach:", "hinweise": ["Personalausweis", "Geburtsurkunde"]}
        """#,
        #"{"produktanbieterantragsnummer": "12919351", "antragstellerstatus": "UNTERSCHRIEBEN"}"#,
        #"""
        {"produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "UNTERSCHRIEBEN",
         "antragstellerstatus": "UNTERSCHRIEBEN"}
        """#,
    ]
}
