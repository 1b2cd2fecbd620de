import JSON

/// All that the stand-in remembers: tokens, cases, faults. Bounded; lost with the process.
actor SandboxMemory {
    /// What a token stands for.
    struct Grant: Sendable {
        var client: String
        var scopes: Set<String>
        /// The partner on whose behalf the caller acts.
        var subject: String
        var expiresAt: Int64
    }

    private let configuration: SandboxConfiguration
    private var grants: [String: Grant] = [:]
    private var cases: [StoredCase] = []
    private var numbers: Set<String> = []
    private(set) var forgotten = 0
    private(set) var plan = FaultPlan()
    private var windows: [String: (minute: Int64, count: Int)] = [:]

    init(_ configuration: SandboxConfiguration) {
        self.configuration = configuration
    }

    // MARK: Tokens

    /// Makes a token for `grant`.
    func issue(_ grant: Grant) -> String {
        let now = configuration.now()
        if grants.count >= 1_000 { grants = grants.filter { $0.value.expiresAt > now } }
        if grants.count >= 10_000 { grants.removeAll() }
        let token = letters(40, from: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        grants[token] = grant
        return token
    }

    /// What a bearer token allows now; `nil` if it is foreign or expired.
    func grant(_ token: String?) -> Grant? {
        guard let token, let grant = grants[token], grant.expiresAt > configuration.now() else { return nil }
        return grant
    }

    /// Whether a client may ask once more within this minute.
    func admits(_ client: String) -> Bool {
        let minute = configuration.now() / 60_000
        var window = windows[client] ?? (minute, 0)
        if window.minute != minute { window = (minute, 0) }
        window.count += 1
        windows[client] = window
        return window.count <= configuration.vorgaengePerMinute
    }

    // MARK: Cases

    /// Creates a case under a new number. Nothing is ever taken for a duplicate: that is how the real APIs are.
    func store(_ make: @Sendable (_ number: String, _ createdAt: Int64) -> StoredCase) -> StoredCase {
        var number = ""
        repeat {
            number = letters(6, from: "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789")
        } while !numbers.insert(number).inserted
        let stored = make(number, configuration.now())
        cases.append(stored)
        if cases.count > configuration.remembered {
            numbers.remove(cases.removeFirst().number)
            forgotten += 1
        }
        return stored
    }

    /// All cases, oldest first.
    func all() -> [StoredCase] { cases }

    /// The case with this number.
    func find(_ number: String) -> StoredCase? { cases.first { $0.number == number } }

    /// Forgets all cases.
    func clear() {
        cases.removeAll()
        numbers.removeAll()
        forgotten = 0
    }

    /// An id as the APIs make them: 24 hexadecimal digits.
    func identifier() -> String { letters(24, from: "0123456789abcdef") }

    // MARK: Faults

    /// Puts a plan into force in place of the one before.
    func replace(_ plan: FaultPlan) { self.plan = plan }

    /// The fault that meets this request, counted down.
    func takeFault(_ api: SandboxAPI, path: String) -> PlannedFault? { plan.take(api, path: path) }

    private func letters(_ count: Int, from alphabet: String) -> String {
        let alphabet = Array(alphabet)
        return String((0..<count).map { _ in alphabet[Int(configuration.random() % UInt64(alphabet.count))] })
    }
}
