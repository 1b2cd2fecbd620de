/// How often an unknown option was chosen; times in ticks of the ledger's clock.
struct OptionRecord: Sendable, Hashable {
    var first: Int
    var last: Int
    /// Ticks in which it was seen.
    var seen = 1
    var leads = 1
    var firstAt: Int64
    var lastAt: Int64
    /// A lead that has it.
    var example: String

    mutating func see(at tick: Int, time: Int64, lead: String) {
        leads += 1
        lastAt = time
        example = lead
        guard tick != last else { return }
        seen += 1
        last = tick
    }

    /// Whether it is not chosen any more.
    func isOver(at tick: Int) -> Bool {
        tick - last >= Evidence.longWhile && Evidence.isGone(seen - 1, of: last - first, absent: tick - last)
    }
}
