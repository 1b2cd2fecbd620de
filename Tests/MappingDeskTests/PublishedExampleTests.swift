import JSON
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import MappingDesk
@testable import MappingLanguage

/// The bodies that the five APIs' documentation shows, each as a mapping of constants.
@Suite("A published example as a mapping of constants")
struct PublishedExampleTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let target: Target
        let document: String
        var operation: String?

        init(_ name: String, _ target: Target, _ document: String, operation: String? = nil) {
            testDescription = name
            self.target = target
            self.document = document
            self.operation = operation
        }
    }

    private static let applicant = "12345678-abcd-wxyz-0987-1234567890ab"

    static let examples: [Example] = [
        Example("Kundenangaben: create a case", .kundenangaben, PublishedExample.kundenangaben),
        Example(
            "Kundenangaben: update a case",
            .kundenangaben,
            #"{ "updateMetadaten": { "tippgeber": { "tippgeberPartnerId": "ABC12" } }, "kundenangaben": {} }"#,
            operation: "replace"
        ),
        Example(
            "KEX import",
            .kexVorgang,
            """
            { "kundenbetreuer": { "partnerId": "TEST" },
              "antragsteller1": { "personendaten": { "vorname": "Max", "nachname": "Mustermann" } } }
            """
        ),
        Example(
            "KEX update: Personendaten",
            .kexUpdate,
            """
            [{ "updatePersonendaten": { "antragstellerId": "\(applicant)",
               "personendaten": { "vorname": "Max", "nachname": "Mustermann" } } }]
            """
        ),
        Example(
            "KEX update: Wohnsituation",
            .kexUpdate,
            """
            [{ "updateWohnsituation": { "antragstellerId": "\(applicant)",
               "wohnsituation": { "wohnart": "ZUR_MIETE", "anzahlPersonenImHaushalt": 1 } } }]
            """
        ),
        Example(
            "KEX update: Herkunft",
            .kexUpdate,
            """
            [{ "updateHerkunft": { "antragstellerId": "\(applicant)",
               "herkunft": { "staatsangehoerigkeit": "DE", "steuerId": "11345678904" } } }]
            """
        ),
        Example(
            "KEX update: Beschaeftigung",
            .kexUpdate,
            """
            [{ "updateBeschaeftigung": { "antragstellerId": "\(applicant)", "beschaeftigung": {
               "beschaeftigungsart": "ARBEITER", "arbeiter": { "beschaeftigungsverhaeltnis": {
                 "nettoeinkommenMonatlich": 2345.67, "befristung": "UNBEFRISTET", "beschaeftigtSeit": "2009-01-02",
                 "arbeitgeber": { "name": "Firmenname", "branche": "INFORMATION_KOMMUNIKATION",
                   "anschrift": { "ort": "Berlin" } } } } } } }]
            """
        ),
        Example(
            "KEX update: Finanzierungswunsch",
            .kexUpdate,
            #"[{ "updateFinanzierungswunsch": { "finanzierungswunsch": { "kreditbetrag": 10000 } } }]"#
        ),
        Example(
            "KEX update: Kommentare",
            .kexUpdate,
            #"[{ "addKommentare": { "kommentare": ["kommentar 1", "kommentar 2"] } }]"#
        ),
        Example(
            "Antragsstatus by the lender's number",
            .antragsstatus,
            #"{ "produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "UNTERSCHRIEBEN" }"#
        ),
        Example(
            "Antragsstatus by Europace's number",
            .antragsstatus,
            #"{ "antragsnummer": "985132/1/1", "produktanbieterstatus": "UNTERSCHRIEBEN" }"#
        ),
        Example(
            "Antragsstatus with a comment",
            .antragsstatus,
            """
            { "produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "ZURUECKGESTELLT",
              "kommentar": "Bitte noch eine Kopie des Personalausweises nachreichen." }
            """
        ),
        Example(
            "Antragsstatus with hints",
            .antragsstatus,
            """
            { "produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "ZURUECKGESTELLT",
              "kommentar": "Bitte reichen Sie noch folgende Dokumente nach:",
              "hinweise": ["Personalausweis", "Geburtsurkunde"] }
            """
        ),
        Example(
            "Antragsstatus of the applicant",
            .antragsstatus,
            #"{ "produktanbieterantragsnummer": "12919351", "antragstellerstatus": "UNTERSCHRIEBEN" }"#
        ),
        Example(
            "Antragsstatus of both",
            .antragsstatus,
            """
            { "produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "UNTERSCHRIEBEN",
              "antragstellerstatus": "UNTERSCHRIEBEN" }
            """
        ),
        Example(
            "Vorgaenge: own reference",
            .vorgaenge,
            #"[{ "patch": { "externeVorgangsNummer": "ext_VN_4711" } }]"#
        ),
        Example("Vorgaenge: archive", .vorgaenge, #"[{ "patch": { "status": "ARCHIVIERT" } }]"#),
        Example("Vorgaenge: active again", .vorgaenge, #"[{ "patch": { "status": "AKTIV" } }]"#),
        Example("Vorgaenge: advisor", .vorgaenge, #"[{ "kundenBetreuer": { "partnerId": "AAV43" } }]"#),
        Example("Vorgaenge: editor", .vorgaenge, #"[{ "vorgangsBearbeiter": { "partnerId": "MNC81" } }]"#),
        Example(
            "Vorgaenge: status of an application",
            .vorgaenge,
            """
            [{ "patch": { "antrag": { "antragsnummer": "ABC123/1/1", "antragsteller": "BEANTRAGT",
               "produktAnbieter": "UNTERSCHRIEBEN" } } }]
            """
        ),
    ]

    @Test("has no error, and maps to itself", arguments: examples)
    func passes(_ example: Example) throws {
        let operation = example.operation.map { #""operation": "\#($0)", "# } ?? ""
        let file = mappingFile(example.document, target: example.target.rawValue, more: operation)
        #expect(findings(file).filter { $0.severity == .error } == [])
        #expect(try load(file).run(input("{}")).json == JSONValue.parse(example.document))
    }
}
