import AsyncHTTPClient
import Europace
import JSON
import NIOCore
import NIOHTTP1
import Names
import Targets
import Testing

@testable import Leads

extension SendingContext {
    /// The context of a lead that changes a case.
    static func of(
        _ target: Target,
        case number: String? = nil,
        ids: [String: String] = [:],
        operation: String? = nil,
        done: [OperationResult] = [],
        identity: String? = nil
    ) -> SendingContext {
        SendingContext(
            lead: Lead(id: LeadID(high: 1, low: 1), source: "test", target: target, mode: .test, receivedAt: 1),
            operation: operation,
            case: number.map { CaseReference(vorgangsnummer: $0, ids: ids) },
            done: done,
            identity: identity
        )
    }
}

extension Stand {
    /// A BaufiSmart case whose Bearbeiter we are, with one applicant who has a phone number.
    func baufiCase() async throws -> String {
        let document: JSONValue = [
            "importMetadaten": [
                "datenkontext": "TEST_MODUS", "betreuung": ["kundenbetreuer": "LGT01", "bearbeiter": "LGT01"],
            ],
            "kundenangaben": [
                "haushalte": [
                    [
                        "kunden": [
                            [
                                "referenzId": "k1", "personendaten": ["person": ["vorname": "Max"]],
                                "kontakt": ["telefonnummer": ["vorwahl": "030", "nummer": "420860"]],
                            ]
                        ]
                    ]
                ],
                "bankverbindung": ["kundenreferenzIdsDerKontoinhaber": ["k1"]],
            ],
        ]
        let outcome = await client.createKundenangaben(document.serialized, trace: "t")
        return try #require(outcome.confirmation?.vorgangsnummer)
    }

    /// A KreditSmart case, as its import confirmed it.
    func kexCase(_ document: JSONValue? = nil) async throws -> Leads.Confirmation {
        let body = document ?? ["kundenbetreuer": ["partnerId": "LGT01"], "bearbeiter": ["partnerId": "LGT01"]]
        let outcome = await client.importKEXVorgang(body.serialized, mode: .test, trace: "t")
        return try #require(outcome.confirmation)
    }

    /// What a case holds now.
    func stored(_ number: String) async throws -> JSONValue {
        guard case .document(let bytes) = await client.readKundenangaben(vorgangsnummer: number, trace: "t") else {
            throw Missing()
        }
        return try JSONValue.parse(bytes)
    }

    /// Moves a case as its adviser would.
    func put(_ number: String, status: String) async throws { try await put(number, ["status": .string(status)]) }

    /// Changes a case as somebody at Europace would.
    func put(_ number: String, _ change: JSONValue) async throws {
        var request = HTTPClientRequest(url: "\(base)/_sandbox/vorgaenge/\(number)")
        request.method = .PUT
        request.body = .bytes(ByteBuffer(bytes: change.serialized))
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
        #expect(response.status == .ok)
    }

    struct Missing: Error {}
}
