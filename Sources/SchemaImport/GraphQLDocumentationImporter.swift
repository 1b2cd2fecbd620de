import Suggestions
import TargetSchemas
import Targets

extension SchemaImport {
    /// The KEX-Vorgang-Update schema from the API's documentation (the README's text, as markdown or plain).
    ///
    /// The API is GraphQL, but no schema definition is published; the documentation prints every mutation's arguments and
    /// every input type as a block of JSON-like text. The result's root has one member per mutation, whose members are its
    /// arguments: `{"updatePersonendaten": {"vorgangsnummer": …, "antragstellerId": …, "personendaten": {…}}}`.
    package static func kexUpdate(documentation: [UInt8], version: String) throws(SchemaImportError) -> Outcome {
        var importer = GraphQLDocumentationImporter()
        importer.read(String(decoding: documentation, as: UTF8.self))
        return try importer.outcome(version: version)
    }
}

/// Reads mutations and input types out of the documentation.
struct GraphQLDocumentationImporter {
    private struct Argument {
        let name: String
        let type: String
        let isRequired: Bool
        let isList: Bool
    }

    private var mutations: [(name: String, arguments: [Argument])] = []
    private var types: [String: PrintedType] = [:]
    private var notes: [SchemaImport.Note] = []

    /// Documented since 2026-06-09, after the text that most copies of the documentation hold.
    private static let supplements: [(type: String, member: String, value: PrintedType)] = [
        ("Herkunft", "weitereStaatsangehoerigkeiten", .list(.named("Country")))
    ]

    // MARK: Reading

    mutating func read(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Self.plain)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("Request-Datentypen") }) else {
            readMutations(in: lines[...])
            return
        }
        let end = lines[start...].firstIndex { $0.hasPrefix("Response-Datentypen") } ?? lines.endIndex
        readMutations(in: lines[..<start])
        readTypes(in: lines[start..<end])
    }

    /// A line without markdown: no heading marks, no code marks, no links.
    private static func plain(_ line: Substring) -> String {
        var result = ""
        var isSkippingLink = false
        var previous: Character = " "
        for character in line {
            if isSkippingLink {
                if character == ")" { isSkippingLink = false }
            } else if character == "(", previous == "]", result.last != "\"" {
                isSkippingLink = true
            } else if !"#`*⚠️\r".contains(character) {
                result.append(character)
            }
            previous = character
        }
        return String(result.drop { $0 == " " || $0 == "\t" })
    }

    private mutating func readMutations(in lines: ArraySlice<String>) {
        for line in lines where line.contains("vorgangsnummer") && line.contains("String") && !line.contains("$") {
            guard let open = line.firstIndex(of: "("), let close = line[open...].firstIndex(of: ")") else { continue }
            let name = line[..<open].filter { $0 != " " }
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber }) else { continue }
            let arguments = line[line.index(after: open)..<close].split(separator: ",").compactMap(Self.argument)
            mutations.append((mutationName(name, arguments: arguments), arguments))
        }
    }

    /// One add mutation is printed without its prefix (`Lebensversicherung`).
    private mutating func mutationName(_ printed: String, arguments: [Argument]) -> String {
        guard let first = printed.first, first.isUppercase else { return printed }
        notes.append(
            SchemaImport.Note(place: printed, message: "is printed without its prefix; taken for 'add\(printed)'")
        )
        return "add\(printed)"
    }

    private static func argument(_ text: Substring) -> Argument? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == ":" || $0 == "\t" }).map(String.init)
        guard let name = words.first, words.count > 1 else { return nil }
        let type = words.dropFirst().joined()
        let letters = type.filter { $0.isLetter || $0.isNumber }
        return Argument(name: name, type: letters, isRequired: type.hasSuffix("!"), isList: type.hasPrefix("["))
    }

    private mutating func readTypes(in lines: ArraySlice<String>) {
        var heading: String?
        var index = lines.startIndex
        while index < lines.endIndex {
            let line = lines[index].filter { $0 != " " }
            if line.hasPrefix("{"), let name = heading {
                var depth = 0
                var block = ""
                repeat {
                    block += lines[index] + "\n"
                    depth += lines[index].count { $0 == "{" } - lines[index].count { $0 == "}" }
                    index += 1
                } while depth > 0 && index < lines.endIndex
                define(name, block)
                heading = nil
                continue
            }
            if line.hasPrefix("\""), let name = heading {
                define(name, lines[index])
                heading = nil
            } else if !line.isEmpty, line.allSatisfy(\.isLetter) {
                heading = line
            }
            index += 1
        }
    }

    private mutating func define(_ name: String, _ block: String) {
        var parser = PrintedTypeParser(text: block)
        let type = parser.parse()
        if case .object(var members) = type {
            for supplement in Self.supplements
            where supplement.type == name && !members.contains(where: { $0.name == supplement.member }) {
                members.append(PrintedType.Named(name: supplement.member, type: supplement.value))
            }
            types[Self.key(name)] = .object(members)
        } else {
            types[Self.key(name)] = type
        }
    }

    /// Type names are printed with and without umlauts ("Selbstständiger").
    private static func key(_ name: String) -> String {
        String(String.UnicodeScalarView(FoldedName(name).letters))
    }

    // MARK: Making the schema

    func outcome(version: String) throws(SchemaImportError) -> SchemaImport.Outcome {
        guard !mutations.isEmpty, !types.isEmpty else {
            throw SchemaImportError(
                .notASpecification,
                at: "documentation",
                "holds no mutations, or no section 'Request-Datentypen' with types"
            )
        }
        var builder = SchemaBuilder()
        var pending: [(id: TypeID, name: String)] = []
        let root = builder.type(named: "Mutation")
        let members = mutations.map { mutation in
            Member(name: mutation.name, value: .object(builder.type(named: mutation.name)))
        }
        builder.define(root, members: members)
        for mutation in mutations {
            var arguments: [Member] = []
            for argument in mutation.arguments {
                var kind = try kind(.named(argument.type), at: "\(mutation.name).\(argument.name)", &builder, &pending)
                if argument.isList { kind = .array(kind, min: nil, max: nil) }
                // The gateway writes the number of the case, a mapping does not.
                let isNumber = argument.name == "vorgangsnummer"
                if argument.name == "partnerId" { kind = .text(TextRule(shape: TextShape("AAA99"))) }
                arguments.append(
                    Member(
                        name: argument.name,
                        value: kind,
                        isRequired: argument.isRequired,
                        status: isNumber ? .fromCase : .current
                    )
                )
            }
            builder.define(builder.type(named: mutation.name), members: arguments)
        }
        while let (id, name) = pending.popLast() {
            guard case .object(let printed)? = types[Self.key(name)] else { continue }
            let members = try self.members(of: printed, in: name, &builder, &pending).map {
                DocumentedRules.kexUpdate.member($0, of: name)
            }
            builder.define(id, members: members, rules: DocumentedRules.kexUpdate.rules(of: name, with: members))
        }
        switch builder.finish(profile: .kexUpdate, version: version, root: root) {
        case .success(let schema): return SchemaImport.Outcome(schema: schema, notes: notes)
        case .failure(let undefined):
            throw SchemaImportError(.undefined, at: undefined.name, "is used and not printed in the documentation")
        }
    }

    private func members(
        of printed: [PrintedType.Named],
        in owner: String,
        _ builder: inout SchemaBuilder,
        _ pending: inout [(id: TypeID, name: String)]
    ) throws(SchemaImportError) -> [Member] {
        var members: [Member] = []
        for member in printed {
            let kind = try kind(member.type, at: "\(owner).\(member.name)", &builder, &pending)
            members.append(Member(name: member.name, value: kind))
        }
        return members
    }

    private func kind(
        _ type: PrintedType,
        at place: String,
        _ builder: inout SchemaBuilder,
        _ pending: inout [(id: TypeID, name: String)]
    ) throws(SchemaImportError) -> ValueKind {
        switch type {
        case .list(let element): return .array(try kind(element, at: place, &builder, &pending), min: nil, max: nil)
        case .values(let values): return .enumeration(enumeration(values, at: place, &builder))
        case .date: return .date
        case .object(let printed):
            let id = builder.type(named: place)
            builder.define(id, members: try members(of: printed, in: place, &builder, &pending))
            return .object(id)
        case .named(let name):
            switch name {
            case "String": return .text(TextRule())
            case "Integer", "Int": return .integer(IntegerRule())
            case "Boolean": return .boolean
            case "LocalDate": return .date
            default: break
            }
            // "BigDeciaml" is printed as often as "BigDecimal".
            if name.hasPrefix("BigDec") || name == "Decimal" { return .number(NumberRule()) }
            guard let printed = types[Self.key(name)] else {
                throw SchemaImportError(.undefined, at: place, "the type '\(name)' is not printed in the documentation")
            }
            switch printed {
            case .values(let values):
                return .enumeration(
                    builder.enumeration(values, named: name, in: place, holdsCountries: name == "Country")
                )
            case .object:
                let isKnown = builder.isKnown(name)
                let id = builder.type(named: name)
                if !isKnown { pending.append((id, name)) }
                return .object(id)
            default: return try kind(printed, at: place, &builder, &pending)
            }
        }
    }

    private func enumeration(_ values: [String], at place: String, _ builder: inout SchemaBuilder) -> EnumerationID {
        let steps = place.split(separator: ".").map(String.init)
        return builder.enumeration(
            values,
            named: steps.last ?? place,
            in: steps.dropLast().joined(separator: ".")
        )
    }
}
