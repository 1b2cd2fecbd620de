import JSON
import TargetSchemas
import Targets
import Testing

@Suite("A list of operations on a KreditSmart case") struct OperationTests {
    let schema: TargetSchema

    init() throws { schema = try Shipped.kexUpdate() }

    @Test("any of the 66 operations, as often as one likes, in any order")
    func right() {
        let person: JSONValue = [
            "updatePersonendaten": ["antragstellerId": "1", "personendaten": ["vorname": "Max"]]
        ]
        let loan: JSONValue = ["addRatenkredit": ["ratenkredit": ["rateMonatlich": 120]]]
        #expect(schema.findings(in: [loan, person, loan]).isEmpty)
        #expect(schema[schema.root].members.count == 66)
    }

    @Test("every operation of the full sample passes on its own")
    func each() {
        let all = schema.sampleDocument().arrayValue ?? []
        #expect(all.count == 66)
        for operation in all { #expect(schema.findings(in: [operation]).isEmpty) }
    }

    @Test("the case number may be there, as the gateway writes it, and is not missed where it is not")
    func caseNumber() {
        let bare: JSONValue = ["updateFahrzeugkauf": ["fahrzeugkauf": ["kw": 66]]]
        let sent: JSONValue = ["updateFahrzeugkauf": ["vorgangsnummer": "ABC123", "fahrzeugkauf": ["kw": 66]]]
        #expect(schema.findings(in: [bare]).isEmpty)
        #expect(schema.tolerantRead([sent]).kept == [sent])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let document: JSONValue
        let code: DocumentFinding.Code
        let pointer: String
        var status: Int? = 400
        var testDescription: String { "\(code.rawValue) at \(pointer)" }
    }

    static let cases: [Case] = [
        Case(
            document: [["updatePersonendaten": ["antragstellerId": "1", "personendaten": ["vorName": "Max"]]]],
            code: .unknownMember,
            pointer: "/0/updatePersonendaten/personendaten/vorName"
        ),
        Case(
            document: [["updatePersonendaten": ["personendaten": ["vorname": "Max"]]]],
            code: .missingMember,
            pointer: "/0/updatePersonendaten/antragstellerId"
        ),
        Case(document: [["addRatenkredite": [:]]], code: .unknownMember, pointer: "/0/addRatenkredite"),
        Case(document: [["Lebensversicherung": [:]]], code: .unknownMember, pointer: "/0/Lebensversicherung"),
        Case(document: [[:]], code: .notOneOperation, pointer: "/0"),
        Case(
            document: [["deleteKind": ["id": "1"], "deleteLeasing": ["id": "2"]]],
            code: .notOneOperation,
            pointer: "/0"
        ),
        Case(document: [], code: .badCount, pointer: "", status: 422),
        Case(document: ["deleteKind": ["id": "1"]], code: .wrongKind, pointer: ""),
        Case(
            document: [["addSonstigeEinnahme": ["sonstigeEinnahme": ["antragstellerIds": ["1", "2"]]]]],
            code: .badCount,
            pointer: "/0/addSonstigeEinnahme/sonstigeEinnahme/antragstellerIds",
            status: 422
        ),
        Case(
            document: [["updateFinanzierungszweck": ["finanzierungszweck": "MODERNISIEREN"]]],
            code: .unknownValue,
            pointer: "/0/updateFinanzierungszweck/finanzierungszweck"
        ),
        Case(
            document: [["updateKundenbetreuer": ["partnerId": "abc12"]]],
            code: .badFormat,
            pointer: "/0/updateKundenbetreuer/partnerId"
        ),
        Case(
            document: [
                [
                    "updateFinanzierungswunsch": [
                        "finanzierungswunsch": ["laufzeitInMonaten": 48, "rateMonatlich": 200]
                    ]
                ]
            ],
            code: .notConsidered,
            pointer: "/0/updateFinanzierungswunsch/finanzierungswunsch/rateMonatlich",
            status: nil
        ),
        Case(
            document: [
                [
                    "updateBeschaeftigung": [
                        "antragstellerId": "1",
                        "beschaeftigung": [
                            "beschaeftigungsart": "HAUSFRAU", "hausfrau": [:], "arbeitsloser": [:],
                        ],
                    ]
                ]
            ],
            code: .notConsidered,
            pointer: "/0/updateBeschaeftigung/beschaeftigung/arbeitsloser",
            status: nil
        ),
    ]

    @Test("each published rule that is broken is the only thing found, at its place", arguments: cases)
    func broken(_ broken: Case) {
        let findings = schema.findings(in: broken.document)
        #expect(findings.map(\.code) == [broken.code])
        #expect(findings.first?.pointer.description == broken.pointer)
        #expect(schema.tolerantRead(broken.document).refusal?.status == broken.status)
    }

    @Test("adding a life insurance, whose operation is printed with a slip, has its right name")
    func lifeInsurance() {
        let document: JSONValue = [["addLebensversicherung": ["lebensversicherung": ["praemieMonatlich": 30]]]]
        #expect(schema.findings(in: document).isEmpty)
    }
}
