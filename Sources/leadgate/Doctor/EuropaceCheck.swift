import Europace
import Leads
import Logging
import TargetSchemas
import Targets

/// Looks at Europace: whether the addresses answer, whether its clock is ours, and what each identity may do.
struct EuropaceCheck {
    let settings: Settings
    let uses: [IdentityUse]
    let clients: EuropaceClients

    /// How far the clocks may differ before it matters, in milliseconds.
    private static let skews: (warning: Int64, error: Int64) = (30_000, 240_000)

    func diagnoses() async -> [Diagnosis] {
        var found: [Diagnosis] = []
        var skew: Int64?
        var tokenAnswers = true
        for (name, url) in addresses {
            switch await clients.reach(url) {
            case .silent(let kind):
                if url == settings.endpoints.token { tokenAnswers = false }
                found.append(
                    .error(
                        "europace",
                        "unreachable",
                        "\(name) at \(url) does not answer: \(kind.words)",
                        "check address, name server, firewall and proxy"
                    )
                )
            case .answers(let status, let difference):
                skew = skew ?? difference
                if url != settings.endpoints.token, status == 404 || status == 410 || (300..<400).contains(status) {
                    found.append(
                        .error(
                            "europace",
                            "address-gone",
                            "\(name) at \(url) answers \(status): it is not there (any more)",
                            "set the address of the version that is in force, or remove the setting"
                        )
                    )
                }
            }
        }
        if found.isEmpty { found.append(.fine("europace", "\(addresses.count) addresses answer")) }
        found += clock(skew)
        if tokenAnswers { found += await identities() }
        return found
    }

    private var addresses: [(name: String, url: String)] {
        let endpoints = settings.endpoints
        var addresses = [("the Authorization API", endpoints.token)]
        for target in Set(uses.map(\.profile.target)).sorted() {
            guard let title = settings.targets.catalog[target]?.profile.title,
                let url = settings.targets.address(of: target, at: endpoints)
            else { continue }
            addresses.append((title, url))
        }
        return addresses
    }

    private func clock(_ skew: Int64?) -> [Diagnosis] {
        guard let skew else { return [] }
        let seconds = abs(skew) / 1_000
        guard abs(skew) >= Self.skews.warning else {
            return [.fine("clock", "agrees with Europace's within \(seconds) s")]
        }
        let message = "our clock is \(seconds) s \(skew > 0 ? "behind" : "ahead of") Europace's"
        let advice = "synchronise it (NTP): look-ups miss cases, and signatures of senders are refused"
        return abs(skew) >= Self.skews.error
            ? [.error("clock", "clock-skew", message, advice)] : [.warning("clock", "clock-skew", message, advice)]
    }

    private func identities() async -> [Diagnosis] {
        await clients.rights(of: uses, mode: settings.mode).flatMap(Self.diagnoses)
    }

    /// What the rights of an identity say.
    static func diagnoses(_ rights: IdentityRights) -> [Diagnosis] {
        let name = "identity '\(rights.identity)'"
        if let fault = rights.refusal {
            return [
                rights.isRefused
                    ? .error(
                        "identities",
                        fault.code,
                        "\(name): \(fault.message)",
                        "nothing is delivered until that is right"
                    )
                    : .warning("identities", fault.code, "\(name): \(fault.message)", "ask again later")
            ]
        }
        var found: [Diagnosis] = []
        for missing in rights.missing {
            if !missing.delivering.isEmpty {
                found.append(
                    .error(
                        "identities",
                        "scope-missing",
                        "\(name) may not deliver to \(missing.target): \(missing.delivering.joined(separator: ", "))",
                        "have the scope approved for the client, and name it in `scope` if that is set"
                    )
                )
            } else if !missing.reading.isEmpty {
                found.append(
                    .warning(
                        "identities",
                        "scope-missing",
                        "\(name) may not read at \(missing.target): \(missing.reading.joined(separator: ", "))",
                        "without it lost answers are not looked up and nothing is read back"
                    )
                )
            }
        }
        return found.isEmpty ? [.fine("identities", "\(name) is let in with all the scopes it needs")] : found
    }
}

extension TransportFailure.Kind {
    /// In words for an operator.
    fileprivate var words: String {
        switch self {
        case .dns: "its name cannot be resolved"
        case .connect: "no connection"
        case .tls: "the TLS handshake fails"
        case .trust: "its certificate is not trusted"
        case .timeout: "no answer in time"
        case .reset: "the connection ended"
        case .cancelled: "it was stopped"
        case .address: "that is no usable address"
        case .malformed: "what comes back is not HTTP"
        }
    }
}
