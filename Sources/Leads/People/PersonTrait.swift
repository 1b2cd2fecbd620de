/// Something by which the leads of a person are found: one value, in one form however it was written.
///
/// It is personal: a store keeps a keyed hash of it and nothing else, and it stands in no log and no URL.
package struct PersonTrait: Sendable, Hashable {
    /// What kind of value; values of different kinds never meet.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case email
        case phone
        /// Family name, given name and day of birth together: none of them is anybody alone.
        case nameAndBirthDate = "name-and-birth-date"
        /// A lead's id, what the target knows it by, or the sender's own key of it.
        case reference
        /// The target's number of the case.
        case caseNumber = "case-number"
    }

    /// What kind of value.
    package let kind: Kind
    /// The value in its one form.
    package let text: String

    /// A trait of its parts.
    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
