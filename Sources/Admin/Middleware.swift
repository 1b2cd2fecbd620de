import HTTPTypes
import Hummingbird
import JSON
import Logging
import Problems
import Telemetry

/// Nothing of this listener may be framed, sniffed, cached or loaded by another site.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.cacheControl] = "no-store"
        response.headers[.xContentTypeOptions] = "nosniff"
        if let policy = HTTPField.Name("Content-Security-Policy") {
            response.headers[policy] = "default-src 'none'; frame-ancestors 'none'"
        }
        return response
    }
}

/// Turns every error into `application/problem+json` (RFC 9457) with words for an operator.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            // The router takes a method that a path has not for a path that there is not.
            guard let methods = RouteTable.methods(of: request.uri.path) else { return Refusal(error).response }
            var response = Refusal(.method, "Allowed here: \(methods).").response
            response.headers[.allow] = methods
            return response
        } catch {
            if let refusal = Refusal(any: error) { return refusal.response }
            logger.record(.adminFailed, [.error: "\(type(of: error))"])
            return Refusal(.unexpected, "see the gateway's log").response
        }
    }
}
