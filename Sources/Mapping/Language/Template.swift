import JSON

/// A value of a mapping's `document`: what it yields, and where in the file it stands.
struct Template: Sendable {
    let pointer: JSONPointer
    let form: Form

    indirect enum Form: Sendable {
        /// A number, `true`, `false`, `null` or a text that is no selector.
        case literal(JSONValue)
        case select(Selector)
        case object([MemberTemplate])
        case array([Template])
        case read(ReadRule)
        case first([Template], missing: Policy?)
        case each(EachRule)
        case when(WhenRule)
        case join(JoinRule)
        /// What nobody read, one text a line.
        case unread

        // What the gateway builds around a mapping's own templates; not in the file language.

        /// Arrays and single values one behind the other in one array.
        case concatenation([Template])
        /// A text before what the template yields; nothing if that yields nothing.
        case labelled(String, Template)
        /// The lead's reference at the target; the runner remembers what it yields.
        case reference(Template)
        /// The first of these parameters that came with the lead, wherever senders leave them.
        case pickedUp([JSONKey])
        /// The lead's id.
        case leadID
        /// An object that stays even if nothing in it yields something.
        case kept(Template)
    }
}

/// A member of an object template.
struct MemberTemplate: Sendable {
    let key: String
    let template: Template
}

/// `$from` and what may stand beside it.
struct ReadRule: Sendable {
    let from: Template
    var functions: [FunctionCall] = []
    var lookup: LookupTable?
    var pick: Pick?
    var missing: Policy?
    var unreadable: Policy?
}

/// A function of `$as` with its arguments.
struct FunctionCall: Sendable {
    let name: String
    let arguments: [JSONValue]
}

/// `$lookup`: branches by folded text.
struct LookupTable: Sendable {
    struct Branch: Sendable {
        /// The key as the file has it, such as `"Kauf | Erwerb"`.
        let key: String
        /// Its alternatives.
        let texts: [String]
        let template: Template
    }
    let branches: [Branch]
}

/// `$pick`: which of several nodes is meant.
enum Pick: String, Sendable, CaseIterable {
    case first, last
}

/// `$each`, `$do`, `$limit`.
struct EachRule: Sendable {
    let selector: Selector
    let element: Template
    let limit: Int?
    let missing: Policy?
}

/// `$when`, `$then`, `$otherwise`.
struct WhenRule: Sendable {
    let condition: Template
    let then: Template
    let otherwise: Template?
}

/// `$join`, `$with`.
struct JoinRule: Sendable {
    let parts: [Template]
    let separator: String
    let missing: Policy?
    let unreadable: Policy?
}

/// What happens where nothing is found or a value cannot be read.
enum Policy: Sendable, Equatable {
    case omit
    /// The lead becomes a dead letter.
    case fail
    case use(JSONValue)
}

extension Template {
    /// Whether it reads anything of the input. Constants stay whatever the lead holds; the others may yield nothing.
    var isDynamic: Bool {
        switch form {
        case .literal: false
        case .object(let members): members.contains { $0.template.isDynamic }
        case .array(let elements), .concatenation(let elements): elements.contains(where: \.isDynamic)
        case .labelled(_, let inner), .reference(let inner), .kept(let inner): inner.isDynamic
        case .select, .read, .first, .each, .when, .join, .unread, .pickedUp, .leadID: true
        }
    }
}
