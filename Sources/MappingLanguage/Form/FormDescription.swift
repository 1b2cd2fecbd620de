import GermanValues
import JSON

/// How a vendor's shape becomes a flat map of fields by name, `$.form`.
///
/// A description is a list of parts, read in order; the first part that has a field of a name gives it. Vendor presets
/// are written in this language (``FormPresets``), and so can a mapping's `form` be.
package struct FormDescription: Sendable {
    package let parts: [FormPart]
    /// Places of the payload that hold nothing a customer typed.
    package let unused: [Selector]
    /// The preset's name, if it is one.
    package let preset: String?
    /// Names of fields that the vendor adds and no customer fills in; `hs_*` are all that begin so.
    package var technical: [String] = []
    /// What marks a post as the vendor's own test: it never becomes real business.
    package var tests: [Selector] = []
    /// What marks a post as one without a lead in it, such as a notice with ids only: it is counted, and not kept.
    package var ignored: [Selector] = []
    /// More names for fields: `"nachname": ["full_name"]` makes the first of these fields that there is also `nachname`.
    package var names: [(name: String, fields: [FormField])] = []
    /// What the sender's answers mean, by the field's name and the folded answer: `"vorhaben": {"Haus suchen": "Kauf"}`.
    package var answers: [String: [String: String]] = [:]

    /// What an answer in a field means, if the mapping says so.
    package func meaning(of answer: String, in field: String) -> String? {
        guard let known = answers[field] else { return nil }
        let key = folded(answer)
        return known[key] ?? known[squeezed(key)]
    }
}

/// What a name is given to: a field, or with steps a part of one (`$.form.adresse.city`).
package struct FormField: Sendable {
    package let name: String
    package var steps: [Selector.Step] = []
}

/// One way of finding fields.
package struct FormPart: Sendable {
    package indirect enum Shape: Sendable {
        /// One field per element that the selector finds.
        case list(ListShape)
        /// The members of the object that the selector finds; with `values` the first of these that a member has is its value.
        case members(Selector, values: [Selector])
        /// A text that holds JSON; its members are the fields.
        case json(Selector, decodesEntities: Bool)
        /// Fields with the names given here.
        case fields([(name: String, values: [Selector])])
    }

    package let shape: Shape
    /// The part counts only if this finds something.
    package let when: Selector?
    /// The part counts only if this finds nothing.
    package let unless: Selector?
    /// Arrays with one element stand for that element.
    package let unwraps: Bool
}

/// Fields from a list of elements such as `{"name": "email", "values": ["…"]}`.
package struct ListShape: Sendable {
    package let elements: Selector
    /// Every name that one of these finds is a name of the field.
    package let keys: [Selector]
    /// The first of these that finds something gives the value; several nodes become an array.
    package let values: [Selector]
    /// What else belongs to the value, such as the text of "other" beside the chosen options.
    package let also: [Selector]
    /// What people call the field: the question. Without it the first name does.
    package let label: [Selector]
    /// What describes the field besides its names and options. Whatever else an element holds is a value.
    package let structure: [Selector]
    /// A question with a chosen column in each of several rows.
    package let grid: GridShape?
    /// Element's option ids → option texts.
    package let options: OptionShape?
    /// Names that stand in another list of the same document.
    package let join: JoinShape?
}

/// Where a list element keeps the texts of the options whose ids are its value.
package struct OptionShape: Sendable {
    package let elements: Selector
    package let id: Selector
    package let text: Selector
}

/// Where a list element keeps the texts of the rows and columns of which its value names ids: `{row: [column, …], …}`.
package struct GridShape: Sendable {
    package let rows: Selector
    package let columns: Selector
    package let id: Selector
    package let text: Selector
}

/// How an element finds its name in another list: `this` of the element equals `that` of the other.
package struct JoinShape: Sendable {
    package let elements: Selector
    package let this: Selector
    package let that: Selector
    package let keys: [Selector]
    /// Elements within an element of the other list, such as the questions of a group; and within those.
    package let nested: Selector?
    /// What people call the field; of a nested one, with those of the groups before it.
    package let label: [Selector]
    /// Where an element of the other list keeps the texts of the options whose ids are the value.
    package let options: OptionShape?
}
