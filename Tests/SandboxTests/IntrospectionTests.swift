import JSON
import Sandbox
import Testing

/// What tools for GraphQL ask an endpoint before anything else.
@Suite("Introspection of the GraphQL endpoints")
struct IntrospectionTests {
    /// The query of the reference implementation, as GraphiQL, Postman and code generators send it.
    static let query = """
        query IntrospectionQuery {
          __schema {
            queryType { name } mutationType { name } subscriptionType { name }
            types { ...FullType }
            directives { name description locations args { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description
          fields(includeDeprecated: true) {
            name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason
          }
          inputFields { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
        fragment TypeRef on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
        }
        """

    static let export = "/kreditsmart/kex/vorgaenge"

    @Test(
        "a tool gets a whole type system: every name that is used is defined, once",
        arguments: ["/vorgaenge", export]
    )
    func whole(path: String) async throws {
        try await Server.run { server in
            let answer = try await server.graphQL(Self.query, path: path)
            #expect(answer.json["errors"] == nil)
            #expect(answer.assumption?.contains("graphql-introspection") == true)
            let schema = try #require(answer.json["data"]?["__schema"])
            let types = schema["types"]?.arrayValue ?? []
            let names = types.compactMap { $0["name"]?.stringValue }
            #expect(Set(names).count == names.count)
            #expect(names.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isNumber } })
            #expect(Set(Self.used(in: schema)).subtracting(names) == [])
            for type in types {
                let members = type[type["kind"] == "INPUT_OBJECT" ? "inputFields" : "fields"]?.arrayValue
                let isComposite = type["kind"] == "OBJECT" || type["kind"] == "INPUT_OBJECT"
                #expect((members?.isEmpty == false) == isComposite, "\(type["name"] ?? .null)")
                #expect((type["enumValues"]?.arrayValue?.isEmpty == false) == (type["kind"] == "ENUM"))
            }
            let root = path == Self.export ? "queryType" : "mutationType"
            let fields = types.first { $0["name"] == schema[root]?["name"] }?["fields"]?.arrayValue
            #expect(fields?.count == (path == Self.export ? 1 : 66))
        }
    }

    /// All names of types that stand somewhere.
    private static func used(in value: JSONValue) -> [String] {
        switch value {
        case .array(let elements): elements.flatMap(used)
        case .object(let object):
            object.members.flatMap { member in
                guard member.key == "type" || member.key == "ofType" else { return used(in: member.value) }
                let name = member.value["name"]?.stringValue
                return (name.map { [$0] } ?? []) + used(in: member.value)
            }
        default: []
        }
    }

    @Test("one type can be asked for by name, by a variable, too; an unknown one is null")
    func single() async throws {
        try await Server.run { server in
            let query = """
                query($name: String!) {
                  __typename
                  input: __type(name: $name) { __typename kind inputFields { name type { kind name ofType { kind name } } } }
                  zweck: __type(name: "Finanzierungszweck") { enumValues { name } fields { name } }
                  none: __type(name: "Raumschiff") { name }
                }
                """
            let data = try await server.graphQL(query, ["name": "Ehegattenunterhalt"]).json["data"]
            #expect(data?["__typename"] == "Query")
            #expect(data?["input"]?["__typename"] == "__Type")
            #expect(data?["input"]?["kind"] == "INPUT_OBJECT")
            let owners: JSONValue = ["kind": "LIST", "name": .null, "ofType": ["kind": "SCALAR", "name": "String"]]
            let amount: JSONValue = ["kind": "SCALAR", "name": "BigDecimal", "ofType": .null]
            #expect(
                data?["input"]?["inputFields"] == [
                    ["name": "antragstellerIds", "type": owners], ["name": "betragMonatlich", "type": amount],
                ]
            )
            let purposes = ["UMSCHULDUNG", "FAHRZEUGKAUF", "MODERNISIERUNG", "FREIE_VERWENDUNG"]
            #expect(data?["zweck"]?["enumValues"] == .array(purposes.map { ["name": .string($0)] }))
            #expect(data?["zweck"]?["fields"] == .null)
            #expect(data?["none"] == .null)
        }
    }

    @Test("what a mutation must be given is told as not null")
    func arguments() async throws {
        try await Server.run { server in
            let query = """
                { __type(name: "Mutation") { fields {
                  name args { name type { kind ofType { name } } } type { kind ofType { name } }
                } } }
                """
            let fields = try await server.graphQL(query).json["data"]?["__type"]?["fields"]?.arrayValue ?? []
            let added = fields.first { $0["name"] == "addRatenkredit" }
            let number: JSONValue = ["kind": "NON_NULL", "ofType": ["name": "String"]]
            let loan: JSONValue = ["kind": "NON_NULL", "ofType": ["name": "Ratenkredit"]]
            #expect(
                added?["args"] == [["name": "vorgangsnummer", "type": number], ["name": "ratenkredit", "type": loan]]
            )
            #expect(added?["type"] == ["kind": "NON_NULL", "ofType": ["name": "BasicCreatedResponse"]])
        }
    }

    @Test("the name of a type can be asked for beside everything else", arguments: [true, false])
    func typeNames(exported: Bool) async throws {
        try await Server.run { server in
            let loan = try await Loan.create(server)
            let number = "vorgangsnummer: \"\(loan.number)\""
            let query =
                exported
                ? "{ __typename vorgang(\(number)) { __typename kundenbetreuer { __typename partnerId } } }"
                : "mutation { __typename m: addKommentare(\(number), kommentare: [\"x\"]) { __typename messages } }"
            let answer = try await server.graphQL(query, path: exported ? Self.export : "/vorgaenge")
            let partner: JSONValue = ["__typename": "Partner", "partnerId": "ABC12"]
            let expected: JSONValue =
                exported
                ? ["__typename": "Query", "vorgang": ["__typename": "Vorgang", "kundenbetreuer": partner]]
                : ["__typename": "Mutation", "m": ["__typename": "BasicResponse", "messages": []]]
            #expect(answer.json["data"] == expected, "\(answer.text)")
        }
    }

    @Test(
        "a slip within introspection is told like any other",
        arguments: [
            ("{ __schema { typen { name } } }", "FieldUndefined"), ("{ __schema }", "SubSelectionRequired"),
            ("{ __schema { types { name { x } } } }", "SubSelectionNotAllowed"),
            ("{ __type { name } }", "MissingFieldArgument"),
            ("{ __type(nam: \"x\", name: \"y\") { name } }", "UnknownArgument"),
        ]
    )
    func slips(query: String, rule: String) async throws {
        try await Server.run { server in
            for path in ["/vorgaenge", Self.export] {
                let answer = try await server.graphQL(query, path: path)
                #expect(answer.json["errors"]?[0]?["validationErrorType"] == .string(rule), "\(answer.text)")
            }
        }
    }
}
