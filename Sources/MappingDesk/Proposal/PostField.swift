import JSON
import Mapping
import MappingLanguage

/// A field of a post, as a proposal looks at it.
struct PostField {
    /// All the names that the form has for it, its own first.
    let names: [String]
    /// How `names` of a mapping writes it: the name, or for a part of a field `$.form['address'].zip`.
    let written: [String]
    /// The names of the field that this is a part of.
    let whole: String?
    /// The names of all that it stands in; nil for a field of its own.
    var holders: String?
    let value: JSONValue

    var isBlank: Bool {
        switch value {
        case .null: true
        case .string(let text): text.allSatisfy(\.isWhitespace)
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        default: false
        }
    }

    /// The one text or number in it; a list of one stands for that.
    var scalar: JSONValue? {
        switch value {
        case .array(let elements): elements.count == 1 ? elements[0] : nil
        case .object: nil
        default: value
        }
    }

    /// The fields of a post, those of what a customer filled in, each once however many names it has.
    ///
    /// - Parameter preset: whose form it is: some vendors' own names say what nobody could know of them.
    static func all(of input: ComposedInput, preset: String?) -> [PostField] {
        let document = input.document
        let around = input.structure.union(input.technical)
        var order: [[Int]] = []
        var names: [[Int]: [String]] = [:]
        document.forEachMember(of: input.parts[.form]) { name, value in
            guard let name = document.string(at: name), !around.contains(value) else { return }
            var nodes: [Int] = []
            if document.kind(at: value) == .array { document.forEachElement(of: value) { nodes.append($0) } }
            if nodes.isEmpty { nodes = [value] }
            if names[nodes] == nil { order.append(nodes) }
            names[nodes, default: []].append(name)
        }
        var values: [String: JSONValue] = [:]
        for member in input.root(of: .form)?.value.objectValue ?? [:] { values[member.key] = member.value }
        return order.flatMap { nodes -> [PostField] in
            guard let own = names[nodes], let value = values[own[0]] else { return [] }
            let question = nodes.lazy.compactMap { input.labels[$0] }.first.map { [$0] } ?? []
            let known = VendorNames.meaning(of: own[0], in: preset, among: values.keys).map { [$0] } ?? []
            let field = PostField(
                names: own + (known + question).filter { !own.contains($0) },
                written: own,
                whole: nil,
                value: value
            )
            return [field] + field.parts
        }
    }

    /// The parts of a field that is an object: of an address its street, its town; and those of objects within.
    private var parts: [PostField] {
        guard case .object(let object) = value else { return [] }
        return Self.parts(of: object, at: "$.form\(Self.step(written[0]))", within: [written[0]])
    }

    /// - Parameter holders: the names of the objects that it stands in, the outermost first.
    private static func parts(of object: JSONObject, at path: String, within holders: [String]) -> [PostField] {
        // What describes a file is no answer, nor is an XML element with attributes more than one.
        guard object["url"] == nil, object["mimeType"] == nil, object["#text"] == nil else { return [] }
        return object.flatMap { member -> [PostField] in
            let place = path + step(member.key)
            if case .object(let inner) = member.value, inner["#text"] == nil {
                return holders.count < mostLevels
                    ? parts(of: inner, at: place, within: holders + [member.key]) : []
            }
            // Whose field it is may stand in what it is a part of.
            let holder = holders.joined(separator: " ")
            let full = "\(isOfSecond(holders) ? "second applicant" : holder) \(member.key)"
            let isOfAnother = NameWords(full).applicant?.number == 2
            return [
                PostField(
                    names: [isOfAnother ? full : member.key],
                    written: [place],
                    whole: holders[0],
                    holders: holder,
                    value: member.value
                )
            ]
        }
    }

    /// Whether one of the objects is the second person's: `applicant2`, `Antragsteller_2`.
    private static func isOfSecond(_ holders: [String]) -> Bool {
        holders.contains { $0.hasSuffix("2") && people.contains($0.lowercased().filter(\.isLetter)) }
    }

    private static let people: Set<String> = [
        "applicant", "antragsteller", "borrower", "customer", "darlehensnehmer", "kreditnehmer", "kunde", "person",
    ]
    private static let mostLevels = 4

    /// A member of a selector (RFC 9535).
    static func step(_ name: String) -> String {
        let isPlain =
            name.first?.isNumber == false && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        if isPlain { return ".\(name)" }
        return "['" + name.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "']"
    }
}
