package import JSON
package import MappingLanguage
package import Names
package import Targets

/// One sender with its own webhook URL: who may post, through which mapping, with what attached.
///
/// Made from `mappings/sources/NAME.json` by ``SourceDecoder``; the name is the path segment of the webhook's URL.
///
/// It never changes, so it is passed on by reference: it has twenty of its own.
package final class Source: Sendable {
    package let name: SourceName
    package let description: String?
    /// Names of the mappings; each makes a lead of its own of every post. None, as long as it is learning.
    package let mappings: [String]
    /// Whether what comes is kept until somebody releases it to the mapping that the source has then.
    package let isLearning: Bool
    /// How the data of a lead is got from a vendor who sends its id only; `nil`: a post brings it along.
    package let fetch: Fetch?
    /// Production also needs the gateway's word.
    package let mode: DeliveryMode
    /// False: until it is switched on again what comes is stored and not delivered, and what is queued waits.
    package let isEnabled: Bool
    /// A post must satisfy one of them.
    package let credentials: [Credential]
    package let attach: Attachments
    /// What selectors find at `$.source`.
    package let attributes: JSONObject
    package let duplicates: DuplicateRule?
    /// By which the case of a lead is known; `nil` where every lead is a case of its own.
    package let `case`: CaseRule?
    /// Where state changes are told; `nil`: nowhere.
    package let callback: Callback?
    /// The OAuth client that delivers, by its name in the gateway's settings; `nil`: the only one.
    package let identity: String?
    /// For how long its leads are tried again, in milliseconds; `nil`: as long as the target's are.
    package let retryFor: Int64?
    package let respond: ResponseRule
    package let limits: SourceLimits
    /// How long what was sent is kept.
    package let retention: Retention
    /// Browser origins that may post across sites; empty: none.
    package let origins: [String]
    /// The label of the character set that the sender writes in and does not name; `nil`: it names it, or writes UTF-8.
    package let charset: String?
    /// Whether a `GET` with values is a lead.
    package let takesGET: Bool
    /// Whether a body may be compressed by gzip.
    package let takesGzip: Bool
    /// What marks a post as one without a lead in it, besides what the mapping's form says.
    package let ignored: [Selector]
    /// What marks a post as a test, besides what the mapping's form says.
    package let tests: [Selector]
    /// SHA-256, in hexadecimal, of the file's canonical form (RFC 8785).
    package let hash: String

    init(
        name: SourceName,
        description: String?,
        mappings: [String],
        isLearning: Bool,
        fetch: Fetch?,
        mode: DeliveryMode,
        isEnabled: Bool,
        credentials: [Credential],
        attach: Attachments,
        attributes: JSONObject,
        duplicates: DuplicateRule?,
        case known: CaseRule?,
        callback: Callback?,
        identity: String?,
        retryFor: Int64?,
        respond: ResponseRule,
        limits: SourceLimits,
        retention: Retention,
        origins: [String],
        charset: String?,
        takesGET: Bool,
        takesGzip: Bool,
        ignored: [Selector],
        tests: [Selector],
        hash: String
    ) {
        self.name = name
        self.description = description
        self.mappings = mappings
        self.isLearning = isLearning
        self.fetch = fetch
        self.mode = mode
        self.isEnabled = isEnabled
        self.credentials = credentials
        self.attach = attach
        self.attributes = attributes
        self.duplicates = duplicates
        self.case = known
        self.callback = callback
        self.identity = identity
        self.retryFor = retryFor
        self.respond = respond
        self.limits = limits
        self.retention = retention
        self.origins = origins
        self.charset = charset
        self.takesGET = takesGET
        self.takesGzip = takesGzip
        self.ignored = ignored
        self.tests = tests
        self.hash = hash
    }

    /// Every mapping that a lead of this source can be mapped with.
    package var allMappings: [String] {
        let followUp = duplicates?.mapping.map { [$0] } ?? []
        return mappings + followUp.filter { !mappings.contains($0) }
    }
}

/// What the sender gets as an answer.
package struct ResponseRule: Sendable, Hashable {
    /// Status of a receipt; 200 unless the source says otherwise.
    package let status: Int
    /// Where a browser is sent (303) after its form was taken.
    package let redirect: String?
    /// How long a receipt may wait for the outcome, in seconds; 0: not at all.
    package let waitSeconds: Int
    /// Status for a post that is kept and cannot be read; `nil`: 400 or 415, which a vendor that never repeats shows nobody.
    package let undecodableStatus: Int?

    package static let standard = ResponseRule(status: 200, redirect: nil, waitSeconds: 0, undecodableStatus: nil)
}

/// What one post and one minute may hold.
package struct SourceLimits: Sendable, Hashable {
    package let bodyBytes: Int
    /// Posts a minute; nil: no limit of its own.
    package let perMinute: Int?
    /// Dry runs a minute: they cost what a post costs, and store nothing.
    package let dryRunsPerMinute: Int

    /// The most that a source may allow: no listener takes a larger body.
    package static let mostBodyBytes = 16 << 20

    package static let standard = SourceLimits(bodyBytes: 1 << 20, perMinute: nil, dryRunsPerMinute: 60)
}

extension Source {
    /// A sender that no file describes, for trying a mapping by itself: it attaches nothing, and takes every lead for a case
    /// of its own, so that a mapping of follow-ups has one to ask for.
    package static func trial(of mapping: String) -> Source {
        let itself = Selector.parse("$.lead.id", at: .root, insideEach: false, log: FindingLog([]))
        return Source(
            name: "trial",
            description: nil,
            mappings: [mapping],
            isLearning: false,
            fetch: nil,
            mode: .test,
            isEnabled: true,
            credentials: [],
            attach: .none,
            attributes: [:],
            duplicates: nil,
            case: CaseRule(group: "trial", key: itself.map { [$0] } ?? []),
            callback: nil,
            identity: nil,
            retryFor: nil,
            respond: .standard,
            limits: .standard,
            retention: .standard,
            origins: [],
            charset: nil,
            takesGET: false,
            takesGzip: false,
            ignored: [],
            tests: [],
            hash: ""
        )
    }
}
