import GermanValues
import JSON

/// What became of one lead: the document, and on demand the fate of every value.
package struct MappingResult: Sendable {
    /// The target document as JSON text.
    package let document: [UInt8]
    /// Why the lead cannot be delivered; empty unless something failed whose policy is `fail`. All of them.
    package let problems: [MappingProblem]
    /// The lead's reference at the target, if the document has one.
    let reference: String?

    let plan: Plan
    let input: LeadInput

    /// Runs a plan.
    static func run(_ plan: Plan, _ input: LeadInput) -> MappingResult {
        let composed = input.composed(form: plan.form, leads: plan.leads)
        let context = plan.context(of: input)
        guard plan.usesUnread else {
            var runner = PlanRunner(plan: plan, input: composed, context: context)
            runner.run()
            return MappingResult(runner, plan, input)
        }
        // What nobody read is known only after everything has been: a first run finds out.
        var first = PlanRunner(
            plan: plan,
            input: composed,
            context: context,
            recorder: FateRecorder(keepsDetail: false)
        )
        first.run()
        let lines = UnreadLines(plan: plan, input: composed).lines(of: first.recorder)
        guard !lines.isEmpty else { return MappingResult(first, plan, input) }
        var second = PlanRunner(plan: plan, input: composed, context: context)
        second.unreadLines = lines
        second.memory = first.memory
        second.run()
        return MappingResult(second, plan, input)
    }

    private init(_ runner: borrowing PlanRunner, _ plan: Plan, _ input: LeadInput) {
        document = runner.writer.bytes
        problems = runner.problems
        reference = runner.reference
        self.plan = plan
        self.input = input
    }

    /// The fate of every value of the payload, found by mapping the lead once more with everything noted.
    package func report() -> FateReport {
        let composed = input.composed(form: plan.form, leads: plan.leads)
        var runner = PlanRunner(
            plan: plan,
            input: composed,
            context: plan.context(of: input),
            recorder: FateRecorder(keepsDetail: true)
        )
        runner.run()
        if plan.usesUnread {
            let lines = UnreadLines(plan: plan, input: composed).lines(of: runner.recorder)
            var second = PlanRunner(
                plan: plan,
                input: composed,
                context: plan.context(of: input),
                recorder: FateRecorder(keepsDetail: true)
            )
            second.unreadLines = lines
            second.memory = runner.memory
            second.run()
            return FateReport(recorder: second.recorder, input: composed, plan: plan)
        }
        return FateReport(recorder: runner.recorder, input: composed, plan: plan)
    }
}

extension Plan {
    /// What readings depend on: the day the lead came in, never a clock.
    func context(of input: LeadInput) -> ReadingContext {
        ReadingContext(today: input.today, locale: locale, target: enumColumn)
    }
}

extension LeadInput {
    /// The day the lead was taken in; the first day of 2026 if the time cannot be read.
    var today: CalendarDate {
        let digits = Array(receivedAt.utf8.prefix(10))
        func number(_ range: Range<Int>) -> Int? {
            digits.count == 10 ? Int(String(decoding: digits[range], as: UTF8.self)) : nil
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let date = CalendarDate(year: year, month: month, day: day)
        else { return Self.fallback }
        return date
    }

    private static let fallback: CalendarDate = {
        guard let date = CalendarDate(year: 2026, month: 1, day: 1) else {
            preconditionFailure("1 January 2026 is a day")
        }
        return date
    }()
}
