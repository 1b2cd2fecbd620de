import HTTPTypes

/// An API of the stand-in, by the name that fault plans and the journal use.
enum SandboxAPI: String, Sendable, CaseIterable {
    case token
    case kundenangaben
    case vorgaenge
    case kex
    case kexUpdate = "kex-update"
    case kexExport = "kex-export"
    case antragsstatus

    /// The API that a path belongs to, right or wrong within it.
    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        switch parts.first {
        case "auth"? where parts == ["auth", "token"] || parts == ["auth", "access-token"]: self = .token
        case "kundenangaben"?: self = .kundenangaben
        case "v1"?, "v2"?, "v3"?: self = .vorgaenge
        case "vorgang"?: self = .kex
        case "vorgaenge"?: self = .kexUpdate
        case "kreditsmart"? where parts.dropFirst().first == "kex":
            switch parts.dropFirst(2).first {
            case "vorgang"?: self = .kex
            case "vorgaenge"?: self = .kexExport
            case "antraege"?: self = .antragsstatus
            default: return nil
            }
        default: return nil
        }
    }

    /// The API at work.
    private var endpoint: any Endpoint {
        switch self {
        case .token: TokenEndpoint()
        case .kundenangaben: KundenangabenAPI()
        case .vorgaenge: VorgaengeAPI()
        case .kex: KEXImportEndpoint()
        case .kexUpdate: KEXUpdateEndpoint()
        case .kexExport: KEXExportEndpoint()
        case .antragsstatus: AntragsstatusEndpoint()
        }
    }

    /// What the API answers: 401 without a valid token, 429 beyond the limit, else what it does.
    func answer(_ request: SandboxRequest, _ world: inout World) -> SandboxAnswer {
        guard self != .token else {
            return endpoint.answer(Call(api: self, request: request, grant: nil, now: world.now), &world)
        }
        let old: Assumption? = request.headers[.authorization] == nil ? .oldHeader : nil
        guard let grant = world.grant(request.bearer) else {
            return Problems.unauthorised(self, trace: request.trace, now: world.now)
        }
        let call = Call(api: self, request: request, grant: grant, now: world.now)
        if self == .vorgaenge || world.settings.behaviour.limited == .all, !world.admits(grant.client) {
            return call.error(.tooManyRequests).assuming(.rateLimit)
        }
        return endpoint.answer(call, &world).assuming(old)
    }
}

/// One API: a request and the world it finds become an answer and the world it leaves.
protocol Endpoint {
    func answer(_ call: Call, _ world: inout World) -> SandboxAnswer
}

/// A request with who sent it.
struct Call: Sendable {
    var api: SandboxAPI
    var request: SandboxRequest
    /// Nil at the token endpoint alone.
    var grant: Grant?
    var now: Int64

    func may(_ scope: String) -> Bool { grant?.scopes.contains(scope) ?? false }

    /// The partner on whose behalf the caller acts.
    var subject: String { grant?.subject ?? "" }

    /// Whether the caller may work in this Datenkontext of BaufiSmart.
    func mayUse(_ context: String) -> Bool { context == "TEST_MODUS" || may(SandboxScope.realBusiness) }

    /// An error in the API's own form.
    func error(_ status: HTTPResponse.Status, _ message: String? = nil) -> SandboxAnswer {
        Problems.error(api, status, message, trace: request.trace, now: now)
    }

    /// 415 unless the body is of this media type; parameters such as `charset` and `version` are no matter.
    func refuse(unless type: String) -> SandboxAnswer? {
        request.mediaType == type ? nil : error(.unsupportedMediaType).assuming(api == .kexUpdate ? nil : .mediaType)
    }

    /// 403 or 404 for a case that the caller may not see, nil if it may.
    func refuseForeign(_ found: StoredCase, _ world: World) -> SandboxAnswer? {
        if found.isVisible(to: subject, world.settings.partners) { return nil }
        let status: HTTPResponse.Status =
            world.settings.behaviour.foreignCase == .forbidden ? .forbidden : .notFound
        return error(status).assuming(.foreignCase).assuming(.partnerTree)
    }
}
