package import JSON

/// What one lead shows of its sender's form and of the rules that read it: places, never values.
package struct LeadSighting: Sendable {
    /// A place with something in it.
    package struct Field: Sendable, Hashable {
        package let place: InputPlace
        /// A rule looked at it.
        package internal(set) var isRead: Bool
        /// The mapping declares it unused, or the gateway picks it up by itself.
        package internal(set) var isDeclared: Bool

        package init(place: InputPlace, isRead: Bool, isDeclared: Bool) {
            self.place = place
            self.isRead = isRead
            self.isDeclared = isDeclared
        }
    }

    /// An answer that a rule's list of options does not have.
    package struct Option: Sendable, Hashable {
        package let place: InputPlace
        /// The rule, by its place in ``MappingRules/rules``; nil for one that the source's attachments brought.
        package let rule: Int?
        /// The member of the target document it was meant for; positions are `*`.
        package let target: JSONPointer
        /// The same for the same answer; says nothing about it.
        package let fingerprint: UInt64

        package init(place: InputPlace, rule: Int?, target: JSONPointer, fingerprint: UInt64) {
            self.place = place
            self.rule = rule
            self.target = target
            self.fingerprint = fingerprint
        }
    }

    /// Each place once, in the payload's order.
    package let fields: [Field]
    /// The rules that yielded something, by their places in ``MappingRules/rules``, ascending.
    package let hits: [Int]
    package let options: [Option]

    package init(fields: [Field], hits: [Int], options: [Option]) {
        self.fields = fields
        self.hits = hits
        self.options = options
    }
}
