import Hummingbird
import JSON
import Mapping
import MappingLanguage
import Names
import SourceFiles
import Targets

/// `/admin/api/sources`, `/mappings`, `/findings`: what is in force, and what is wrong with the files.
struct LibraryRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.viewers.get("/sources", use: sources)
        api.viewers.get("/mappings", use: mappings)
        api.viewers.get("/findings", use: findings)
    }

    @Sendable private func sources(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let library = desk.library.value
        let faults = desk.secretFaults()
        let sources = library.sources.map { source in
            JSONValue.object([
                "name": .string(source.name.rawValue),
                "description": source.description.map(JSONValue.string) ?? .null,
                "mappings": .array(source.mappings.map(JSONValue.string)),
                "mode": .string(source.mode.rawValue),
                "enabled": .bool(source.isEnabled),
                "secretFaults": .array((faults[source.name] ?? []).map { .string($0) }),
                "hash": .string(source.hash),
            ])
        }
        return Response(json: ["sources": .array(sources)])
    }

    @Sendable private func mappings(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let mappings = desk.library.value.mappings.map { mapping in
            JSONValue.object([
                "name": .string(mapping.name),
                "target": .string(mapping.target.rawValue),
                "hash": .string(mapping.hash.rawValue),
            ])
        }
        return Response(json: ["mappings": .array(mappings)])
    }

    @Sendable private func findings(_ request: Request, _ context: OperatorContext) async throws -> Response {
        Response(json: ["findings": .array(desk.library.value.findings.map(\.json))])
    }
}
