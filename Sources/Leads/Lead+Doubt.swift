import Names

extension Lead {
    /// Whether it was put aside while nobody knew if the target has it: discarded out of doubt, or released as a dead letter
    /// though its row was damaged. It is not sent again, and nothing is sent in its place, before the target was asked.
    package var isDoubtful: Bool {
        switch standing {
        case .dead(let cause): cause.class == .unknown
        case .discarded(let cause): cause?.class == .unknown
        case .waiting, .queued, .sending, .delivered, .uncertain, .erased: false
        }
    }

    /// What may have been sent of a lead that no longer has its intent: at any time since it came.
    package var presumedIntent: Intent { presumedIntent(since: receivedAt, epoch: 0) }

    /// What may have been sent of it.
    package func presumedIntent(since start: Int64, epoch: Int64) -> Intent {
        Intent(
            attempt: attempts,
            startedAt: start,
            target: target,
            mode: mode,
            mappingHash: mappingHash ?? "",
            reference: reference,
            epoch: epoch
        )
    }
}
