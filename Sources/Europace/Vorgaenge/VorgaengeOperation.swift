import JSON
import Leads

/// One operation on a BaufiSmart case: what goes over the wire, and how the case shows that it is done (fact sheet 1.3, 5).
struct VorgaengeOperation: Sendable {
    /// The operation of the document.
    let operation: Operation
    /// The method of the request: `PATCH`, `PUT` or `POST`.
    let method: String
    /// What is appended to the address of the case.
    let path: String
    /// The media type of the body.
    let type: String
    /// The body.
    let body: JSONValue
    /// Members of the case with the values that they have once it is done, and the places in the document that say so.
    let expected: [(place: JSONPointer, value: JSONValue, sent: JSONPointer)]
    /// Whether the case shows that all of it is done, as far as that could matter: of a message it never does, and so a
    /// message counts as done where nothing else tells; of an application's status it does not either, but that may be sent
    /// again.
    let isShown: Bool

    /// What sending it twice does.
    var effect: AnswerTable.Effect { operation.name == "nachricht" ? .twice : .once }

    /// Reads an operation.
    /// - Throws: the fault of one that is none; nothing was sent then.
    init(_ operation: Operation) throws(Fault) {
        self.operation = operation
        func text(_ name: String) throws(Fault) -> String {
            guard let text = operation.arguments[name]?.stringValue, !text.isEmpty else {
                throw Operation.invalid(operation.place.appending(name), "is missing")
            }
            return text
        }
        switch operation.name {
        case "patch":
            let patch = try Self.patch(operation)
            method = "PATCH"
            path = ""
            type = "application/json-patch+json"
            body = patch.body
            expected = patch.expected
            isShown = operation.arguments["antrag"] == nil
        case "kundenBetreuer", "vorgangsBearbeiter":
            let partner = try text("partnerId")
            method = "PUT"
            path = "/\(operation.name)"
            type = "application/json"
            body = ["partnerId": .string(partner)]
            expected = [
                (
                    JSONPointer([operation.name, "partnerId"]), .string(partner), operation.place.appending("partnerId")
                )
            ]
            isShown = true
        case "nachricht":
            let words = try text("text")
            guard words.unicodeScalars.count <= 2_000 else {
                throw Operation.invalid(operation.place.appending("text"), "is longer than 2000 characters")
            }
            method = "POST"
            path = "/nachricht"
            type = "application/json"
            body = ["text": .string(words)]
            expected = []
            isShown = true
        default:
            throw Operation.invalid(
                operation.place,
                "is no operation of the Vorgaenge API; there are patch, kundenBetreuer, vorgangsBearbeiter, nachricht"
            )
        }
    }

    private typealias Patch = (
        body: JSONValue, expected: [(place: JSONPointer, value: JSONValue, sent: JSONPointer)]
    )

    /// `{"status": …, "externeVorgangsNummer": …, "antrag": {…}}` as `replace` operations (RFC 6902) on the paths that the API
    /// allows.
    private static func patch(_ operation: Operation) throws(Fault) -> Patch {
        var steps: [JSONValue] = []
        var expected: [(place: JSONPointer, value: JSONValue, sent: JSONPointer)] = []
        for member in operation.arguments.objectValue ?? JSONObject() {
            let sent = operation.place.appending(member.key)
            switch member.key {
            case "status", "externeVorgangsNummer":
                let place = JSONPointer([member.key])
                steps.append(step(place, member.value))
                expected.append((place, member.value, sent))
            case "antrag":
                let application = try Self.application(member.value, at: sent)
                steps.append(step(application.place, application.status))
            default:
                throw Operation.invalid(
                    sent,
                    "cannot be patched; there are status, externeVorgangsNummer and antrag"
                )
            }
        }
        guard !steps.isEmpty else { throw Operation.invalid(operation.place, "changes nothing") }
        return (.array(steps), expected)
    }

    /// `{"antragsnummer": "ABC123/1/1", "antragsteller": …, "produktAnbieter": …}`
    private static func application(
        _ value: JSONValue,
        at place: JSONPointer
    ) throws(Fault) -> (place: JSONPointer, status: JSONValue) {
        let parts = (value["antragsnummer"]?.stringValue ?? "").split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ Vorgangsnummer.isPlausible(String($0)) }) else {
            throw Operation.invalid(
                place.appending("antragsnummer"),
                "is no number of an application such as ABC123/1/1"
            )
        }
        var status = JSONObject()
        for name in ["antragsteller", "produktAnbieter"] {
            if let given = value[name], !given.isNull { status[name] = given }
        }
        guard !status.isEmpty else {
            throw Operation.invalid(place, "has neither a status of `antragsteller` nor of `produktAnbieter`")
        }
        return (JSONPointer(["antraege"] + parts.map(String.init) + ["status"]), .object(status))
    }

    private static func step(_ place: JSONPointer, _ value: JSONValue) -> JSONValue {
        ["op": "replace", "path": .string(place.description), "value": value]
    }

    /// The members of a case that are not (yet) what the operation makes them, as places in the document.
    func pending(in state: JSONValue) -> [JSONPointer] {
        expected.filter { !(state[pointer: $0.place]?.isEquivalent(to: $0.value) ?? false) }.map(\.sent)
    }
}
