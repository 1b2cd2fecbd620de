package import JSON

/// A value of a mapping's `document`: what it yields, and where in the file it stands.
package struct Template: Sendable {
    package let pointer: JSONPointer
    package let form: Form

    package init(pointer: JSONPointer, form: Form) {
        self.pointer = pointer
        self.form = form
    }

    package indirect enum Form: Sendable {
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
        case sum(SumRule)
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
        /// What the source or the gateway states beside the mapping: written, and yet no value of the lead.
        case attached(Template)
    }
}

/// A member of an object template.
package struct MemberTemplate: Sendable {
    package let key: String
    package let template: Template

    package init(key: String, template: Template) {
        self.key = key
        self.template = template
    }
}

/// `$from` and what may stand beside it.
package struct ReadRule: Sendable {
    package let from: Template
    package let functions: [FunctionCall]
    package let lookup: LookupTable?
    /// The answers of `$has`, any of which will do; empty for a rule without.
    package let wanted: [String]
    package let pick: Pick?
    package let missing: Policy?
    package let unreadable: Policy?

    package init(
        from: Template,
        functions: [FunctionCall] = [],
        lookup: LookupTable? = nil,
        wanted: [String] = [],
        pick: Pick? = nil,
        missing: Policy? = nil,
        unreadable: Policy? = nil
    ) {
        self.from = from
        self.functions = functions
        self.lookup = lookup
        self.wanted = wanted
        self.pick = pick
        self.missing = missing
        self.unreadable = unreadable
    }
}

/// A function of `$as` with its arguments.
package struct FunctionCall: Sendable {
    package let name: String
    package let arguments: [JSONValue]
}

/// `$lookup`: branches by folded text.
package struct LookupTable: Sendable {
    package struct Branch: Sendable {
        /// The key as the file has it, such as `"Kauf | Erwerb"`.
        package let key: String
        /// Its alternatives.
        package let texts: [String]
        package let template: Template
    }
    /// Those that the file writes out, then those of the table.
    package let branches: [Branch]
    /// The table that the last branches were taken from.
    package let table: String?
    /// How many of them.
    package let ofTable: Int

    package init(branches: [Branch], table: String? = nil, ofTable: Int = 0) {
        self.branches = branches
        self.table = table
        self.ofTable = ofTable
    }
}

/// `$pick`: which of several nodes is meant.
package enum Pick: String, Sendable, CaseIterable {
    case first, last
}

/// `$each`, `$do`, `$limit`.
package struct EachRule: Sendable {
    package let selector: Selector
    package let element: Template
    package let limit: Int?
    package let missing: Policy?
}

/// `$when`, `$then`, `$otherwise`.
package struct WhenRule: Sendable {
    package let condition: Template
    package let then: Template
    package let otherwise: Template?
}

/// `$join`, `$with`.
package struct JoinRule: Sendable {
    package let parts: [Template]
    /// Whether the elements of a list that a selector finds are taken one by one.
    package let takesElements: Bool
    package let separator: String
    package let missing: Policy?
    package let unreadable: Policy?
}

/// `$sum`.
package struct SumRule: Sendable {
    package let parts: [Template]
    /// Whether the elements of a list that a selector finds are taken one by one.
    package let takesElements: Bool
    package let missing: Policy?
    package let unreadable: Policy?
}

/// What happens where nothing is found or a value cannot be read.
package enum Policy: Sendable, Equatable {
    case omit
    /// The lead becomes a dead letter.
    case fail
    case use(JSONValue)
}

extension Template {
    /// Whether it reads anything of the input. Constants stay whatever the lead holds; the others may yield nothing.
    package var isDynamic: Bool {
        switch form {
        case .literal: false
        case .object(let members): members.contains { $0.template.isDynamic }
        case .array(let elements), .concatenation(let elements): elements.contains(where: \.isDynamic)
        case .labelled(_, let inner), .reference(let inner), .kept(let inner), .attached(let inner): inner.isDynamic
        case .select, .read, .first, .each, .when, .join, .sum, .unread, .pickedUp, .leadID: true
        }
    }
}
