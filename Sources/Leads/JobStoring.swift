/// Where jobs are kept, and done step by step. Whatever returns has been made durable before it returned.
package protocol JobStoring: Sendable {
    /// Keeps a new job, with its entry in the audit log. Is its id known already, the job that is there is returned instead and nothing changes.
    ///
    /// Throws ``StoreError/operationReused(_:)`` when the id belongs to another order.
    func begin(_ order: Job.Order, at now: Int64) async throws(StoreError) -> Job

    /// The job of an operation id.
    func job(_ id: String) async throws(StoreError) -> Job?

    /// Jobs, newest first, at most `limit`, behind the job `cursor`.
    func jobs(after cursor: String?, limit: Int) async throws(StoreError) -> [Job]

    /// Jobs with something left to do, oldest first.
    func activeJobs() async throws(StoreError) -> [Job]

    /// Does the job's next step with at most `limit` leads; nothing when it rests. Returns the job after it.
    func advance(_ id: String, limit: Int, at now: Int64) async throws(StoreError) -> Job

    /// What the leads that a job has moved became by that, with how many of them did.
    func became(_ id: String) async throws(StoreError) -> [LeadState: Int]

    /// Pauses, continues, cancels or undoes a job; `by` is the operator, for the audit log. Throws
    /// ``StoreError/jobState(_:)`` where that makes no sense.
    func turn(_ id: String, _ turn: Job.Turn, by: String, at now: Int64) async throws(StoreError) -> Job
}
