/// Whether what is being done is done for a backlog: retries, replays, look-ups and what has waited longer. It leaves a part of
/// the target's rate to leads that come now.
///
/// Task-local, because it concerns the one who counts requests and nobody on the way to there.
package enum Urgency {
    /// Whether others go first.
    @TaskLocal package static var isBacklog = false
}
