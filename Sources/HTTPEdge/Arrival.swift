import NIOCore

/// A body on its way: how much of it came since when.
struct Arrival {
    /// When the head was complete.
    let began: NIODeadline
    var count = 0

    init(began: NIODeadline) {
        self.began = began
    }

    /// Until when the body may take: the grace time, plus what its bytes so far have earned at the least rate, never
    /// beyond the total.
    func deadline(_ limits: EdgeLimits) -> NIODeadline {
        let earned = Int64(count) * 1_000 / Int64(max(1, limits.bodyBytesPerSecond))
        return began + .milliseconds(min(limits.bodyGraceMilliseconds + earned, limits.bodyMilliseconds))
    }
}
