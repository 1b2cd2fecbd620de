import APIDescription
import HTTPTypes
import Hummingbird
import Problems

/// What the API's own description knows of a request that the router does not see: which methods its path has, and which
/// parameters may stand in its address.
enum RouteTable {
    /// The methods of a path as `Allow` lists them; nil for a path that there is not.
    static func methods(of path: String) -> String? {
        let names = operations(at: path).map(\.method.rawValue).sorted()
        guard !names.isEmpty else { return nil }
        return names.flatMap { $0 == "get" ? ["GET", "HEAD"] : [$0.uppercased()] }.joined(separator: ", ")
    }

    /// The parameters that a request's address may have; nil for a request that there is not.
    static func parameters(_ method: HTTPRequest.Method, _ path: String) -> [String]? {
        let name = method == .head ? "get" : method.rawValue.lowercased()
        let operation = operations(at: path).first { $0.method.rawValue == name }
        return operation?.parameters.filter { $0.place == .query }.map(\.name)
    }

    /// All at a path. A part that is written out comes before one that varies, as in the router.
    private static func operations(at path: String) -> [APIOperation] {
        let parts = path.split(separator: "/")
        let matching = AdminAPI.operations.filter { operation in
            let template = operation.path.split(separator: "/")
            return template.count == parts.count
                && zip(template, parts).allSatisfy { $0.first == "{" || $0 == $1 }
        }
        let fewest = matching.map(\.varying).min()
        return matching.filter { $0.varying == fewest }
    }
}

extension APIOperation {
    fileprivate var varying: Int { path.count { $0 == "{" } }
}

/// Refuses a parameter that nothing reads: a filter with a typing error would else show everything, and look as if it
/// showed what was asked for.
struct ParameterMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: OperatorContext,
        next: (Request, OperatorContext) async throws -> Response
    ) async throws -> Response {
        if let known = RouteTable.parameters(request.method, request.uri.path) {
            for (name, _) in request.uri.queryParameters where !known.contains(String(name)) {
                let there = known.isEmpty ? "there are none here" : "there are: \(known.joined(separator: ", "))"
                throw Refusal.badRequest("unknown parameter '\(name)'; \(there)")
            }
        }
        return try await next(request, context)
    }
}
