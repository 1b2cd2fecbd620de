import HTTPTypes
import Hummingbird
import JSON
import Leads
import NIOCore
import Problems

/// An order or a question that is not fulfilled, and why, in words for an operator.
struct Refusal: Error {
    let problem: Problem
    let detail: String

    init(_ problem: Problem, _ detail: String) {
        self.problem = problem
        self.detail = detail
    }

    /// What an error of a handler is as an answer; `nil` for one that nobody foresaw.
    init?(any error: any Error) {
        switch error {
        case let refusal as Refusal: self = refusal
        case let error as StoreError: self.init(error)
        case let error as HTTPError: self.init(error)
        case is NIOTooManyBytesError: self.init(.bodyTooLarge, "an order has at most \(Order.limit) bytes")
        default: return nil
        }
    }

    static func notFound(_ what: String) -> Refusal { Refusal(.notFound, "there is no \(what)") }

    static func badRequest(_ detail: String) -> Refusal { Refusal(.badRequest, detail) }

    static func conflict(_ detail: String) -> Refusal { Refusal(.conflict, detail) }

    /// What the store says, as an answer.
    init(_ error: StoreError) {
        switch error {
        case .conflict, .transition, .taken, .caseBusy, .keyReused, .jobState, .nameTaken:
            self = .conflict(error.description)
        case .operationReused: self = Refusal(.operationReused, error.description)
        case .noJob, .noErasure: self = Refusal(.notFound, error.description)
        case .notFound: self = Refusal(.notFound, error.description)
        case .invalidCursor: self = .badRequest(error.description)
        case .corrupt: self = Refusal(.leadDamaged, error.description)
        case .unavailable, .full, .busy, .leased, .leaseLost, .unusable, .unexpected, .cancelled:
            self = Refusal(.storeUnavailable, error.description)
        }
    }

    /// What the router says of requests that no route takes.
    init(_ error: HTTPError) {
        let problem: Problem =
            switch error.status.code {
            case 404: .notFound
            case 405: .method
            case 408: .timeout
            case 413: .bodyTooLarge
            case 400..<500: .badRequest
            default: .unexpected
            }
        self.init(problem, error.body ?? "GET /openapi.json has everything that there is here.")
    }

    var response: Response {
        var response = Response(
            json: problem.json(detail),
            status: HTTPResponse.Status(code: problem.status),
            contentType: Problem.contentType
        )
        if response.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}
