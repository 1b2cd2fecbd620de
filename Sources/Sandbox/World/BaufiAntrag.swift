import JSON

/// An Antrag of a BaufiSmart case. Here only the control endpoint makes one: real ones come out of an advice.
struct BaufiAntrag: Sendable {
    /// The number within the case: `1/1`.
    let number: String
    private(set) var applicantStatus = "BEANTRAGT"
    private(set) var lenderStatus = "NICHT_BEARBEITET"
    /// Whether the signal that it can be decided has been given; it can be given once.
    private(set) var isReady = false

    init?(number: String) {
        let parts = number.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ Int($0) != nil }) else { return nil }
        self.number = number
    }

    private static let applicantStatuses = ["BEANTRAGT", "UNTERSCHRIEBEN", "NICHT_ANGENOMMEN", "WIDERRUFEN"]
    private static let lenderStatuses = ["NICHT_BEARBEITET", "UNTERSCHRIEBEN", "ABGELEHNT", "ZURUECKGESTELLT"]

    /// Sets what `status` names of `antragsteller` and `produktAnbieter`; false if that is nothing or no status.
    mutating func set(_ status: JSONValue?, needsBoth: Bool) -> Bool {
        let applicant = status?["antragsteller"]?.stringValue
        let lender = status?["produktAnbieter"]?.stringValue
        guard needsBoth ? applicant != nil && lender != nil : applicant != nil || lender != nil,
            applicant.map(Self.applicantStatuses.contains) ?? true, lender.map(Self.lenderStatuses.contains) ?? true
        else { return false }
        applicantStatus = applicant ?? applicantStatus
        lenderStatus = lender ?? lenderStatus
        return true
    }

    /// Gives the signal; false if it was given, or the status is past it (specification v3).
    mutating func signalReadiness() -> Bool {
        guard !isReady, applicantStatus == "BEANTRAGT", lenderStatus == "NICHT_BEARBEITET" else { return false }
        isReady = true
        return true
    }

    /// `status` as the Vorgaenge API shows it.
    var status: JSONValue {
        ["antragsteller": .string(applicantStatus), "produktAnbieter": .string(lenderStatus)]
    }
}
