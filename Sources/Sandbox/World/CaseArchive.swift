/// The cases that were created, oldest first; bounded.
struct CaseArchive: Sendable {
    private var byNumber: [String: StoredCase] = [:]
    private var order: [String] = []
    private let limit: Int
    /// How many of the oldest were forgotten to keep the bound.
    private(set) var forgotten = 0

    init(limit: Int) { self.limit = limit }

    /// The case with this number. Nothing is ever taken for a duplicate: that is how the real APIs are.
    subscript(number: String) -> StoredCase? { byNumber[number] }

    /// The case of one system with this number.
    func find(_ number: String, in system: StoredCase.System) -> StoredCase? {
        byNumber[number].flatMap { $0.system == system ? $0 : nil }
    }

    /// All cases, oldest first.
    var all: [StoredCase] { order.compactMap { byNumber[$0] } }

    /// Adds a case, or puts its new state in place of the old one.
    mutating func put(_ stored: StoredCase) {
        if byNumber.updateValue(stored, forKey: stored.number) != nil { return }
        order.append(stored.number)
        if order.count > limit {
            byNumber[order.removeFirst()] = nil
            forgotten += 1
        }
    }

    /// Forgets all.
    mutating func clear() { self = CaseArchive(limit: limit) }
}
