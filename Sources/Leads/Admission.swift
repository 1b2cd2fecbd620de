/// What a lead got that asked its target's limits to let it leave.
package enum Admission: Sendable {
    /// It may leave at once, in the place that is kept for it; `nil` where the target keeps none.
    case granted((any KeptPlace)?)
    /// It may not, and nothing was sent: what the attempt comes to.
    case refused(Outcome)

    /// The place that is kept for the first request of whatever runs now.
    @TaskLocal package static var place: (any KeptPlace)?
}

/// A place within a target's limits that was taken for one request, before there is one.
package protocol KeptPlace: Sendable {
    /// Nothing was sent in it. Does nothing once the request has used it.
    func giveBack() async
}
