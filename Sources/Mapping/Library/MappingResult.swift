package import GermanValues
import JSON

/// What became of one lead: the document, and on demand the fate of every value.
package struct MappingResult: Sendable {
    /// The target document as JSON text.
    package let document: [UInt8]
    /// Why the lead cannot be delivered; empty unless something failed whose policy is `fail`. All of them.
    package let problems: [MappingProblem]
    /// The lead's reference at the target, if the document has one.
    package let reference: String?
    /// Whether a value of the input reached the document through a rule of the mapping. What only the notes repeat is none:
    /// ids and labels alone make no customer.
    let hasValue: Bool

    let plan: Plan
    package let input: LeadInput

    /// Runs a plan.
    static func run(_ plan: Plan, _ input: LeadInput) -> MappingResult {
        let composed = input.composed(form: plan.form, leads: plan.leads)
        let context = plan.context(of: input)
        guard plan.usesUnread else {
            return MappingResult(PlanRunner.run(plan, composed, context: context), plan, input)
        }
        // What nobody read is known only after everything has been: a first run finds out.
        let first = PlanRunner.run(plan, composed, context: context, recorder: FateRecorder(keepsDetail: false))
        let lines = UnreadLines(plan: plan, input: composed).lines(of: first.recorder)
        let used = first.recorder?.usedCount ?? 0
        guard !lines.isEmpty else { return MappingResult(first, plan, input, used: used) }
        let second = PlanRunner.run(plan, composed, context: context, memory: first.memory, unreadLines: lines)
        return MappingResult(second, plan, input, used: used)
    }

    /// - Parameter used: how many values rules of their own used; `nil` where that was not counted.
    private init(_ result: PlanRunner.Result, _ plan: Plan, _ input: LeadInput, used: Int? = nil) {
        document = result.document
        problems = result.problems
        reference = result.reference
        hasValue = result.hasValue && used != 0
        self.plan = plan
        self.input = input
    }

    /// The fate of every value of the payload, found by mapping the lead once more with everything noted.
    package func report() -> FateReport {
        let composed = input.composed(form: plan.form, leads: plan.leads)
        let context = plan.context(of: input)
        let first = PlanRunner.run(plan, composed, context: context, recorder: FateRecorder(keepsDetail: true))
        guard plan.usesUnread else { return FateReport(recorder: first.recorder, input: composed, plan: plan) }
        let second = PlanRunner.run(
            plan,
            composed,
            context: context,
            recorder: FateRecorder(keepsDetail: true),
            memory: first.memory,
            unreadLines: UnreadLines(plan: plan, input: composed).lines(of: first.recorder)
        )
        return FateReport(recorder: second.recorder, input: composed, plan: plan)
    }
}

extension Plan {
    /// What readings depend on: the day the lead came in, never a clock.
    package func context(of input: LeadInput) -> ReadingContext {
        ReadingContext(today: input.today, locale: locale, choices: choices)
    }
}
