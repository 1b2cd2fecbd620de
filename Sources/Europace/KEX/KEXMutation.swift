import Targets

/// A mutation of KEX-Vorgang-Update: its arguments with their GraphQL types, and what it answers.
struct KEXMutation: Sendable {
    /// What the published result types hold.
    enum Result: Sendable {
        /// `BasicResponse`
        case adapted
        /// `BasicCreatedResponse`
        case created
        /// `AccountCheckSessionResponse`
        case session

        /// The fields to ask for.
        var selection: String {
            switch self {
            case .adapted: "messages"
            case .created: "messages id"
            case .session: "wizardSessionKey"
            }
        }
    }

    let name: String
    let arguments: [(name: String, type: String)]
    let result: Result

    init(_ name: String, _ arguments: [(String, String)], _ result: Result) {
        self.name = name
        self.arguments = arguments.map { (name: $0.0, type: $0.1) }
        self.result = result
    }

    /// What sending it twice does: an addition is there twice, an update or a deletion is not.
    static func effect(of name: String) -> AnswerTable.Effect {
        TargetProfile.kexUpdate.repetition.allows(name) ? .once : .twice
    }

    /// Whether it takes something away.
    static func isDeletion(_ name: String) -> Bool { name.hasPrefix("delete") }

    /// The mutation of a name; `nil` if there is none.
    static func named(_ name: String) -> KEXMutation? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
