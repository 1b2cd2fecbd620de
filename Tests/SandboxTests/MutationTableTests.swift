import JSON
import NIOHTTP1
import Sandbox
import TargetSchemas
import Targets
import TestSupport
import Testing

@Suite("All 66 mutations of the KEX-Vorgang-Update-API")
struct MutationTableTests {
    /// The names that the schema has.
    static let names: [String] = {
        guard let schema = TargetSchema.shipped(.kexUpdate) else { return [] }
        return schema[schema.root].memberNames
    }()

    /// An argument of this kind in which every member is filled in, as a variable's value.
    private static func sample(_ kind: ValueKind, _ schema: TargetSchema, _ name: String) -> JSONValue {
        switch kind {
        case .text: name == "iban" ? "DE02120300000000202051" : name == "bic" ? "BYLADEM1001" : "Text"
        case .number, .integer: 12
        case .boolean: false
        case .date: "2020-02-29"
        case .country: "DE"
        case .enumeration(let id): .string(schema[id].values[0])
        case .array(_, _, _) where name == "antragstellerIds": []
        case .array(let element, _, _): [sample(element, schema, name)]
        case .object(let type):
            .object(JSONObject(schema[type].members.map { ($0.name, sample($0.value, schema, $0.name)) }))
        case .union: .null
        }
    }

    @Test("are there")
    func count() {
        #expect(Self.names.count == 66)
    }

    @Test("are carried out with every member of their argument filled in", arguments: names)
    func carriedOut(name: String) async throws {
        try await Server.run { server in
            let schema = try #require(TargetSchema.shipped(.kexUpdate))
            let loan = try await Loan.create(
                server,
                ["haushalt": ["kontoverbindung": ["iban": "DE02120300000000202051"]]]
            )
            func perform(_ name: String, _ known: JSONObject) async throws -> Answer {
                guard case .object(let type)? = schema[schema.root].member(name)?.value else { return Answer.none }
                var declared: [String] = []
                var passed: [String] = []
                var variables = JSONObject()
                for member in schema[type].members {
                    variables[member.name] = known[member.name] ?? Self.sample(member.value, schema, member.name)
                    declared.append("$\(member.name): \(Self.type(member.value, schema))")
                    passed.append("\(member.name): $\(member.name)")
                }
                let payload = name == "createAccountCheckSession" ? "wizardSessionKey" : "__typename messages"
                let wanted = name.hasPrefix("add") && name != "addKommentare" ? "\(payload) id" : payload
                let query =
                    "mutation(\(declared.joined(separator: ", "))) { m: \(name)(\(passed.joined(separator: ", "))) "
                    + "{ \(wanted) } }"
                return try await server.graphQL(query, .object(variables))
            }
            var known: JSONObject = [
                "vorgangsnummer": .string(loan.number), "antragstellerId": .string(loan.applicant),
                "partnerId": "LGT01",
            ]
            // What is changed or deleted must be there first.
            for verb in ["update", "delete"] where name.hasPrefix(verb) {
                let add = "add\(name.dropFirst(verb.count))"
                guard Self.names.contains(add) else { continue }
                let added = try await perform(add, known)
                known["id"] = added.json["data"]?["m"]?["id"]
            }
            let before = try await server.stored(loan.number)
            let answer = try await perform(name, known)
            #expect(answer.json["errors"] == nil, "\(answer.text)")
            #expect(answer.json["data"]?["m"]?.objectValue?.isEmpty == false)
            let after = try await server.stored(loan.number)
            let isSeen = ["createAccountCheckSession", "updateBearbeiter", "updateFahrzeugkauf"].contains(name)
            #expect(isSeen || name.hasPrefix("update") || before != after)
        }
    }

    /// The type of a place as a variable declares it.
    private static func type(_ kind: ValueKind, _ schema: TargetSchema) -> String {
        switch kind {
        case .object(let id): "\(schema[id].name)!"
        case .enumeration(let id): "\(schema[id].name)!"
        case .array: "[String!]!"
        default: "String!"
        }
    }
}

extension Answer {
    fileprivate static let none = Answer(status: 0, headers: [:], body: [])
}
