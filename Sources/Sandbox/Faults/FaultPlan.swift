import HTTPTypes
import JSON

/// What goes wrong, for whom and how often: the plan behind `PUT /_sandbox/faults`.
///
/// The first rule that fits a request and is not used up decides; all others are left alone. Rules with a probability
/// draw from the plan's own generator, so one seed gives one course of events.
struct FaultPlan: Sendable {
    /// The rules still in force, in order.
    private(set) var rules: [Rule] = []
    /// What the draws begin with; nil where the plan names none.
    let seed: UInt64?
    private var generator: SplitMix

    /// A rule: where, when, how often, what.
    struct Rule: Sendable, Equatable {
        var place: Place
        /// Only for this HTTP method.
        var method: String?
        /// Only for bodies that match: a payload that Europace cannot digest (fact sheet 0.8).
        var match: Match?
        /// How many requests that fit pass before the first is met.
        var skip = 0
        /// How many requests it still meets; `nil` means all.
        var remaining: Int?
        /// How likely it meets one.
        var probability: Double?
        var fault: PlannedFault
    }

    /// Which requests a rule is for.
    enum Place: Sendable, Equatable {
        case api(SandboxAPI)
        case prefix(String)
        case everywhere

        var text: String {
            switch self {
            case .api(let api): api.rawValue
            case .prefix(let path): path
            case .everywhere: "all"
            }
        }
    }

    /// What a body must hold.
    enum Match: Sendable, Equatable {
        /// This text, byte for byte.
        case text(String)
        /// A value at this place: this one, or any if there is none.
        case pointer(JSONPointer, JSONValue?)

        func fits(_ body: [UInt8]) -> Bool {
            switch self {
            case .text(let text): return String(decoding: body, as: UTF8.self).contains(text)
            case .pointer(let pointer, let wanted):
                guard let found = (try? JSONValue.parse(body, limits: .sandbox))?[pointer: pointer] else {
                    return false
                }
                return wanted.map { found.isEquivalent(to: $0) } ?? true
            }
        }
    }

    init(rules: [Rule] = [], seed: UInt64? = nil) {
        self.rules = rules
        self.seed = seed
        generator = SplitMix(state: seed ?? 0)
    }

    /// The fault that meets a request before its body is read, counted down.
    mutating func takeBeforeBody(_ api: SandboxAPI, _ request: SandboxRequest) -> PlannedFault? {
        take { $0.fault.drop == .beforeBody && $0.fits(api, request) }
    }

    /// The fault for a request, counted down; a rule that is used up disappears.
    mutating func take(_ api: SandboxAPI, _ request: SandboxRequest) -> PlannedFault? {
        take {
            $0.fault.drop != .beforeBody && $0.fits(api, request) && $0.match?.fits(request.body) ?? true
        }
    }

    private mutating func take(_ fits: (Rule) -> Bool) -> PlannedFault? {
        for index in rules.indices where fits(rules[index]) {
            if rules[index].skip > 0 {
                rules[index].skip -= 1
                continue
            }
            if let probability = rules[index].probability, generator.fraction() >= probability { continue }
            let fault = rules[index].fault
            if let remaining = rules[index].remaining {
                if remaining <= 1 { rules.remove(at: index) } else { rules[index].remaining = remaining - 1 }
            }
            return fault
        }
        return nil
    }
}

extension FaultPlan.Rule {
    fileprivate func fits(_ api: SandboxAPI, _ request: SandboxRequest) -> Bool {
        guard method == nil || method == request.method.rawValue else { return false }
        return switch place {
        case .api(let name): name == api
        case .prefix(let prefix): request.path.hasPrefix(prefix)
        case .everywhere: true
        }
    }
}

/// Steele, Lea and Flood's SplitMix64: small, and the same on every machine.
private struct SplitMix: Sendable {
    var state: UInt64

    /// A number from 0 up to but not including 1.
    mutating func fraction() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Double(mixed >> 11) / Double(1 << 53)
    }
}
