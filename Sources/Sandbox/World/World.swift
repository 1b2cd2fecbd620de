import JSON

/// All that the stand-in remembers, in the moment in which a request finds it.
///
/// It is a value: with a journal a request works on a copy, so that nothing it did is visible before the journal has it,
/// and nothing at all if the journal cannot be written.
struct World: Sendable {
    var settings: SandboxSettings
    /// Wall-clock milliseconds since 1970, the same during one request.
    var now: Int64 = 0
    var cases: CaseArchive
    var applications: [String: KEXApplication] = [:]
    var plan = FaultPlan()
    private var grants: [String: Grant] = [:]
    private var windows: [String: SlidingWindow] = [:]
    let identifiers: Identifiers

    init(_ configuration: SandboxConfiguration) throws(SandboxError) {
        settings = configuration.settings
        cases = CaseArchive(limit: configuration.remembered)
        identifiers = Identifiers(random: configuration.random)
        if let faults = configuration.faults { plan = try FaultPlan(faults) }
    }

    // MARK: Tokens

    /// Makes a token for `grant`.
    mutating func issue(_ grant: Grant) -> String {
        if grants.count >= 1_000 { grants = grants.filter { $0.value.expiresAt > now } }
        if grants.count >= 10_000 { grants.removeAll() }
        let token = identifiers.token()
        grants[token] = grant
        return token
    }

    /// What a bearer token allows now; nil if it is foreign or expired.
    func grant(_ token: String?) -> Grant? {
        guard let token, let grant = grants[token], grant.expiresAt > now else { return nil }
        return grant
    }

    /// Ends a token before its time.
    mutating func revoke(_ token: String?) {
        if let token { grants[token] = nil }
    }

    /// Whether a client may ask once more within these 60 seconds.
    mutating func admits(_ client: String) -> Bool {
        windows[client, default: SlidingWindow()].admits(at: now, limit: settings.requestsPerMinute)
    }

    /// The number of a new case, one that no remembered case has.
    func caseNumber() -> String {
        var number = ""
        repeat { number = identifiers.caseNumber() } while cases[number] != nil
        return number
    }
}

/// What a token stands for.
struct Grant: Sendable, Equatable {
    var client: String
    var scopes: Set<String>
    /// The partner on whose behalf the caller acts.
    var subject: String
    /// The Datenkontexte that the caller's user is allowed.
    var contexts: Set<String>
    var isTrusted: Bool
    var expiresAt: Int64
}

/// The requests of one client within the last 60 seconds: the limit holds for *any* 60 seconds, not for a minute of the
/// clock.
struct SlidingWindow: Sendable {
    private var times: [Int64] = []
    private var first = 0

    /// Counts a request in, unless there are `limit` within the 60 seconds before it.
    mutating func admits(at now: Int64, limit: Int) -> Bool {
        while first < times.count, times[first] <= now - 60_000 { first += 1 }
        if first > 1_000 {
            times.removeFirst(first)
            first = 0
        }
        guard times.count - first < limit else { return false }
        times.append(now)
        return true
    }
}
