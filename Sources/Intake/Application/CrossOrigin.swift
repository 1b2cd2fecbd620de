import Mapping
import NIOHTTP1
import Problems
import SourceFiles

/// Lets a source's own pages post with `fetch` and read the receipt (Fetch standard, CORS protocol).
enum CrossOrigin {
    /// The headers for an answer to this origin; none if it is not one of the source's.
    static func headers(_ origin: String?, _ source: Source?) -> [(name: String, value: String)] {
        guard let source, !source.origins.isEmpty else { return [] }
        guard let origin, source.origins.contains("*") || source.origins.contains(origin) else {
            return [("vary", "origin")]
        }
        return [
            ("access-control-allow-origin", origin), ("vary", "origin"),
            ("access-control-expose-headers", "preference-applied, retry-after"),
        ]
    }

    /// The headers for an answer that must not tell one source from another: those of any that takes posts from this origin.
    static func headers(_ origin: String?, ofAny sources: [Source]) -> [(name: String, value: String)] {
        let allowing = sources.first { source in
            origin.map { source.origins.contains("*") || source.origins.contains($0) } ?? false
        }
        return headers(origin, allowing ?? sources.first { !$0.origins.isEmpty })
    }

    /// The refusal of a post from a browser page that is none of the source's; `nil` for every other post. A form's post needs
    /// no preflight, so this is the only place where the source's rule is upheld for it.
    static func refusal(_ origin: String?, _ source: Source) -> IntakeResponse? {
        guard let origin, !source.origins.isEmpty, !source.origins.contains("*"), !source.origins.contains(origin)
        else {
            return nil
        }
        return Problem.foreignOrigin.response(
            "Pages of this origin may not post here. Add it to the source's \"origins\".",
            source: source.name
        )
    }

    /// The answer to a preflight, which brings no credential: the same whatever source it asks for, and whether or not that
    /// exists. The post itself is answered by its own source's rule.
    static func preflight(_ origin: String?, _ sources: [Source]) -> IntakeResponse {
        var response = IntakeResponse.empty(.noContent)
        response.headers = headers(origin, ofAny: sources)
        if response.headers.contains(where: { $0.name == "access-control-allow-origin" }) {
            response.headers += [
                ("access-control-allow-methods", "POST"),
                ("access-control-allow-headers", "authorization, content-type, idempotency-key, prefer"),
                ("access-control-max-age", "600"),
            ]
        } else {
            response.headers.append(("allow", "POST, GET, HEAD, OPTIONS"))
        }
        return response
    }
}
