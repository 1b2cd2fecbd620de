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
    /// The input as the plan saw it, and what became of every value of it.
    package let composed: ComposedInput
    let record: FateRecord

    /// Runs a plan.
    static func run(_ plan: Plan, _ input: LeadInput) -> MappingResult {
        let composed = input.composed(form: plan.form, leads: plan.leads)
        let result = PlanRunner.run(plan, composed, context: plan.context(of: input))
        return MappingResult(
            document: result.document,
            problems: result.problems,
            reference: result.reference,
            hasValue: result.hasValue,
            plan: plan,
            input: input,
            composed: composed,
            record: result.record
        )
    }

    /// The fate of every value of the payload, as the run that made the document noted it.
    package func report() -> FateReport { FateReport(record: record, input: composed, plan: plan) }
}

extension Plan {
    /// What readings depend on: the day the lead came in, never a clock.
    package func context(of input: LeadInput) -> ReadingContext {
        ReadingContext(today: input.today, locale: locale, choices: choices)
    }
}
