import APIDescription
import JSON
import NIOHTTP1
import Names
import TestSupport
import Testing

@testable import Intake

@Suite("The public listener's API as a document")
struct IntakeDescriptionTests {
    private static let bearer = #"{"credential": {"scheme": "bearer", "secret": "correct-horse-battery"}}"#
    private static let open = #"{"credential": {"scheme": "url", "secret": "correct-horse-battery"}}"#
    private static let authorization = ("authorization", "Bearer correct-horse-battery")
    private let check = OpenAPICheck(IntakeAPI.document)

    @Test("is valid OpenAPI 3.1")
    func valid() {
        #expect(check.faults == [])
        #expect(check.operations.count == IntakeAPI.operations.count)
    }

    @Test("every route in it answers, and what it answers fits what the document says")
    func answers() async throws {
        try await Gateway.with(sources: ["a": Self.bearer, "b": Self.open]) { gateway in
            let posted = try await gateway.post("/hooks/a", #"{"nachname":"M"}"#, [Self.authorization])
            let id = try #require(posted.json["id"]?.stringValue)
            for operation in IntakeAPI.operations {
                let path = operation.path.replacing("/hooks/{source}/{secret}", with: "/hooks/b/correct-horse-battery")
                    .replacing("{source}", with: "a").replacing("{id}", with: id)
                let method = HTTPMethod(rawValue: operation.method.rawValue.uppercased())
                let body = method == .POST ? Array(#"{"nachname":"Müller"}"#.utf8) : []
                let answer = try await gateway.send(
                    method,
                    path,
                    [Self.authorization, ("content-type", "application/json")],
                    body: body
                )
                #expect((200..<300).contains(answer.status), "\(method) \(path): \(answer.status)")
                #expect(
                    operation.answers.contains { $0.status == answer.status },
                    "\(method) \(path): \(answer.status)"
                )
                guard !answer.body.isEmpty, operation.path != "/openapi.json" else { continue }
                let misfit = check.misfit(
                    answer.json,
                    of: operation.method.rawValue,
                    operation.path,
                    status: answer.status
                )
                #expect(misfit == nil, "\(method) \(path)")
            }
        }
    }

    @Test("a method that it does not name is 405 at every path of the router, and Allow names those that it does")
    func others() async throws {
        try await Gateway.with(sources: ["a": Self.bearer]) { gateway in
            for path in Set(IntakeAPI.operations.map(\.path)) {
                let named = IntakeAPI.operations.filter { $0.path == path }.map { $0.method.rawValue.uppercased() }
                let real = path.replacing("{source}", with: "a").replacing("{secret}", with: "b").replacing(
                    "{id}",
                    with: "c"
                )
                for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] where !named.contains(method)
                {
                    let answer = try await gateway.send(HTTPMethod(rawValue: method), real, [Self.authorization])
                    #expect(answer.status == 405, "\(method) \(path)")
                    #expect(answer.headers.first(name: "allow") == named.joined(separator: ", "), "\(method) \(path)")
                }
            }
        }
    }

    @Test("every path that the router knows is in it")
    func complete() {
        let routes: [Route] = [
            .hook(source: "a", secret: nil), .hook(source: "a", secret: "b"), .dryRun(source: "a", secret: nil),
            .dryRun(source: "a", secret: "b"), .lead(id: "c"), .funnelTest, .alive, .ready, .description,
        ]
        #expect(Set(routes.map(\.template)) == Set(IntakeAPI.operations.map(\.path)))
        for route in routes {
            let path = route.template.replacing("{source}", with: "a").replacing("{secret}", with: "b")
                .replacing("{id}", with: "c")
            #expect(Route(path) == route)
            // Without a line here a new route is in no document.
            switch route {
            case .hook, .dryRun, .lead, .funnelTest, .alive, .ready, .description: break
            }
        }
    }

    @Test("names no source, and is read by anybody")
    func open() async throws {
        try await Gateway.with(sources: ["geheime-quelle": Self.bearer]) { gateway in
            let answer = try await gateway.send(.GET, "/openapi.json")
            #expect(answer.status == 200 && answer.json == IntakeAPI.document)
            #expect(answer.headers.first(name: "content-type") == "application/json")
            #expect(!answer.text.contains("geheime-quelle"))
        }
    }
}
