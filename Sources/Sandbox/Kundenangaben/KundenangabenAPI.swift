import HTTPTypes
import JSON

/// `/kundenangaben`: import, validation, read-back and replacement (fact sheet 1.2, 2.2, 2.4).
///
/// The trap this API is: a wrong *name* or *enumeration value* vanishes behind a 201, a wrong *type* is a 400 for all.
struct KundenangabenAPI: Endpoint {
    func answer(_ call: Call, _ world: inout World) -> SandboxAnswer {
        let parts = call.request.parts
        do throws(Refused) {
            switch (call.request.method, parts.count, parts.count > 1 ? parts[1] : "") {
            case (.post, 1, _): return try KundenangabenImport.create(call, &world)
            case (.post, 2, "body-validation"): return try KundenangabenImport.validate(call, world)
            case (_, 1, _), (_, 2, "body-validation"): return call.error(.methodNotAllowed)
            // The new host answers 404 to a trailing slash (fact sheet 1.0).
            case (_, 2, ""): return call.error(.notFound)
            case (.get, 2, let number): return try KundenangabenRead.answer(number, call, world)
            case (.put, 2, let number): return try KundenangabenReplacement.answer(number, call, &world)
            case (_, 2, _): return call.error(.methodNotAllowed)
            default: return call.error(.notFound)
            }
        } catch {
            return error.answer
        }
    }
}

/// An answer that ends the work on a request.
struct Refused: Error {
    let answer: SandboxAnswer

    init(_ answer: SandboxAnswer) { self.answer = answer }
}

extension Call {
    /// The case of this API with that number, which the caller may see.
    func find(
        _ number: String,
        in system: StoredCase.System,
        _ world: World
    ) throws(Refused) -> StoredCase {
        guard let found = world.cases.find(number, in: system), found.status != .geloescht else {
            throw Refused(error(.notFound))
        }
        guard mayUse(found.context) else { throw Refused(error(.forbidden)) }
        if let refusal = refuseForeign(found, world) { throw Refused(refusal) }
        return found
    }

    /// Throws 403 unless the token has this scope.
    func require(_ scope: String) throws(Refused) {
        guard may(scope) else { throw Refused(error(.forbidden)) }
    }
}
