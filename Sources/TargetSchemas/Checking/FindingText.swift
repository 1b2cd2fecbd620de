import JSON
import Suggestions

/// The sentences in which findings speak, shared by everything that checks against a schema.
package enum FindingText {
    /// "Did you mean …?", or the whole list if it is short.
    package static func advice(for wrong: String, among allowed: [String]) -> String? {
        let near = suggestions(for: wrong, among: allowed)
        if !near.isEmpty { return "Did you mean \(quoted(near, or: true))?" }
        return self.allowed(allowed)
    }

    /// The allowed values, shortened to a dozen.
    package static func allowed(_ values: [String]) -> String? {
        guard !values.isEmpty else { return nil }
        if values.count <= 12 { return "Allowed: \(values.joined(separator: ", "))" }
        return "\(values.count) values are allowed, among them \(values.prefix(8).joined(separator: ", "))"
    }

    /// Where the member that somebody wrote might belong: near in spelling here, on another `@type` of the same place, or
    /// elsewhere in the document.
    package static func advice(
        forUnknownMember name: String,
        of type: TypeID,
        union: TypeUnion?,
        at path: [String],
        in schema: TargetSchema
    ) -> String? {
        let members = schema[type].memberNames
        let near = suggestions(for: name, among: members)
        let isCertain = near.first.map { FoldedName($0).letters == FoldedName(name).letters } ?? false
        var sentences: [String] = []
        if !near.isEmpty { sentences.append("Did you mean \(quoted(near, or: true))?") }
        if !isCertain {
            let variants = union?.variants.filter { schema[$0.type].member(name) != nil }.map(\.tag) ?? []
            if !variants.isEmpty {
                sentences.append("It exists for @type \(variants.prefix(5).joined(separator: ", "))")
            } else {
                let places = schema.places(ofMember: name, near: path.dropLast(), limit: 3)
                if !places.isEmpty { sentences.append("It exists at \(places.joined(separator: ", "))") }
            }
        }
        if sentences.isEmpty {
            if members.isEmpty { return "Nothing but @type is allowed here" }
            let more = members.count > 12 ? ", …" : ""
            return "Members here: \(members.prefix(12).joined(separator: ", "))\(more)"
        }
        return sentences.joined(separator: " ")
    }

    /// What an object needs, where something else was sent for it.
    static func advice(forWrongKind kind: ValueKind, in schema: TargetSchema) -> String? {
        switch kind {
        case .union(let union): allowed(schema[union].tags).map { "An object with '@type'. \($0)" }
        case .enumeration(let id): allowed(schema[id].values)
        case .object(let type): "An object with \(quoted(Array(schema[type].memberNames.prefix(6)), or: false))"
        default: nil
        }
    }

    static func name(of kind: ValueKind) -> String {
        switch kind {
        case .text: "text"
        case .number: "a number"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .date: "a date as text"
        case .country: "a country code"
        case .enumeration: "a text of a list"
        case .object: "an object"
        case .union: "an object with @type"
        case .array: "an array"
        }
    }

    static func name(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "text"
        case .array: "an array"
        case .object: "an object"
        }
    }

    static func name(of scope: ReferenceScope) -> String {
        switch scope {
        case .customer: "Kunde"
        case .loanPart: "Finanzierungsbaustein"
        case .existingLoan: "existing loan of the financed property"
        }
    }

    static func range(_ low: Int, _ high: Int?) -> String { high.map { "\(low) to \($0)" } ?? "at least \(low)" }

    static func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }

    private static func quoted(_ names: [String], or: Bool) -> String {
        names.map { "'\($0)'" }.joined(separator: or ? " or " : ", ")
    }
}
