import Targets

/// What a target does with what: the one table behind the checker and the sandbox (fact sheet 1.4, 1.5, 2.2, 2.9).
struct Consequences {
    let tolerance: TargetProfile.Tolerance

    struct Entry {
        let consequence: DocumentFinding.Consequence
        var isAssumption = false
    }

    /// - Parameter isStructural: for `wrongKind`, whether object, array and scalar were mixed up, which is documented to be
    ///   refused, or only one scalar sent for another.
    func entry(for code: DocumentFinding.Code, isStructural: Bool = false) -> Entry {
        switch code {
        case .deprecatedMember, .deprecatedType: return Entry(consequence: .accepted)
        case .undocumentedMember, .unresolvedReference, .duplicateReference, .disputedMember:
            return Entry(consequence: .accepted, isAssumption: true)
        case .removedMember: return Entry(consequence: .dropped, isAssumption: true)
        case .readOnlyMember, .serverAssignedMember, .notConsidered: return Entry(consequence: .dropped)
        default: break
        }
        return switch tolerance {
        case .silent: silent(code, isStructural: isStructural)
        case .remarking: remarking(code, isStructural: isStructural)
        case .strict: strict(code)
        }
    }

    private func silent(_ code: DocumentFinding.Code, isStructural: Bool) -> Entry {
        switch code {
        case .unknownMember, .unknownValue, .badPostcode: Entry(consequence: .dropped)
        case .unknownType, .unknownCountry: Entry(consequence: .dropped, isAssumption: true)
        case .wrongKind: Entry(consequence: .refused, isAssumption: !isStructural)
        case .badCount: Entry(consequence: .refused)
        default: Entry(consequence: .refused, isAssumption: true)
        }
    }

    /// Formats that are not understood are left out and named in `messages`; only the missing advisor is refused.
    private func remarking(_ code: DocumentFinding.Code, isStructural: Bool) -> Entry {
        switch code {
        case .missingMember: Entry(consequence: .refused)
        case .wrongKind: Entry(consequence: .dropped, isAssumption: isStructural)
        case .badDate: Entry(consequence: .dropped)
        default: Entry(consequence: .dropped, isAssumption: true)
        }
    }

    /// GraphQL is not tolerant: what the schema does not know is an error.
    private func strict(_ code: DocumentFinding.Code) -> Entry {
        switch code {
        case .missingMember, .wrongKind, .unknownMember, .unknownValue: Entry(consequence: .refused)
        default: Entry(consequence: .refused, isAssumption: true)
        }
    }
}
