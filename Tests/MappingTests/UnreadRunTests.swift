import JSON
import SeededRandom
import TargetSchemas
import Targets
import TestSupport
import Testing

@testable import Mapping
@testable import SourceFiles

@Suite("What nobody read is put in its place by the run that finds it out")
struct UnreadRunTests {
    /// Everything that a run says, for comparison.
    private static func words(_ result: PlanRunner.Result, _ composed: ComposedInput, _ plan: Plan) -> [String] {
        let fates = FateReport(record: result.record, input: composed, plan: plan).fates.map { fate in
            "\(fate.place) \(fate.kind) \(fate.targets) \(fate.reading) \(fate.code ?? "-") \(fate.reason ?? "-")"
        }
        return [
            String(decoding: result.document, as: UTF8.self), "\(result.problems)", result.reference ?? "-",
            "\(result.hasValue)",
        ] + fates
    }

    @Test(
        "as a second run does that knows the lines from its start",
        arguments: ShippedMappings.library.mappings.filter(\.plan.usesUnread).map(\.name)
    )
    func sameAsTwice(_ name: String) throws {
        let mapping = try #require(ShippedMappings.library.mapping(name))
        var plans = [mapping.plan]
        for source in ShippedMappings.library.sources where source.mappings.contains(name) {
            plans.append(mapping.plans.plan(of: mapping, source: source, mode: .test).plan)
        }
        var random = RandomPayload(random: SeededRandom(seed: 11), names: FateTests.names(mapping) + ["neu", "a b"])
        var withLines = 0
        for _ in 0..<120 {
            let payload = random.object()
            let input = try LeadInput(payload: payload.serialized, leadID: "1", receivedAt: "2026-06-15T10:00:00Z")
            for plan in plans {
                let composed = input.composed(form: plan.form, leads: plan.leads)
                let context = plan.context(of: input)
                let once = PlanRunner.run(plan, composed, context: context)
                let first = PlanRunner.run(plan, composed, context: context, unreadLines: [])
                let lines = UnreadLines(plan: plan, input: composed).lines(of: first.record)
                let twice = PlanRunner.run(plan, composed, context: context, unreadLines: lines)
                let marks = NodeMarks(of: composed, unused: [], readIn: first.record)
                var walk = UnreadWalk(input: composed, marks: marks)
                walk.walk()
                #expect(!marks.areAllDone(of: composed) || walk.unread.isEmpty, "\(payload.text())")
                var expected = Self.words(twice, composed, plan)
                // What only the notes repeat is no value of a customer's.
                if first.record.usedCount == 0 { expected[3] = "false" }
                #expect(Self.words(once, composed, plan) == expected, "\(payload.text())")
                if !lines.isEmpty { withLines += 1 }
            }
        }
        #expect(withLines > 60)
    }

    @Test("the quick way to the lines of a flat form says what the walk through it does")
    func sameQuickly() throws {
        let document =
            #"{ "antragsteller1": { "personendaten": { "vorname": "$.form.v", "nachname": "$.form.n" } }, "#
            + #""kommentare": { "$unread": "lines" } }"#
        let mapping = try load(mappingFile(document, target: "kex-vorgang"))
        var random = SeededRandom(seed: 12)
        let names = ["v", "n", "name", "frage", "Größe \"m\"", "", "filename", "contentType", "size"]
        let texts = [
            "Max", "Muster", "Max Muster", "Herr Max  Muster", "Muster, Max", "Max Muster junior", "", " ", "\u{A0}",
            "Zeile 1\nZeile \"2\"", "k.A.",
        ]
        var (quickly, slowly) = (0, 0)
        for _ in 0..<4_000 {
            var payload = JSONObject()
            for _ in 0..<Int.random(in: 0...7, using: &random) {
                let value: JSONValue =
                    switch Int.random(in: 0..<16, using: &random) {
                    case 0: .number(JSONNumber(Int.random(in: 0...9, using: &random)))
                    case 1: [.bool(true), .null, .array([]), .object([:])].randomElement(using: &random) ?? .null
                    case 2: .array(["Max"])
                    default: .string(texts.randomElement(using: &random) ?? "")
                    }
                payload[names.randomElement(using: &random) ?? ""] = value
            }
            let plan = mapping.plan
            let input = try input(JSONValue.object(payload).text())
            let composed = input.composed(form: plan.form, leads: plan.leads)
            let record = PlanRunner.run(plan, composed, context: plan.context(of: input), unreadLines: []).record
            let unread = UnreadLines(plan: plan, input: composed)
            let marks = NodeMarks(of: composed, unused: unread.unused, readIn: record)
            guard let lines = unread.quickLines(marks, record) else {
                slowly += 1
                continue
            }
            #expect(lines == unread.lines(marks, record), "\(payload)")
            if !lines.isEmpty { quickly += 1 }
        }
        #expect(quickly > 1_000 && slowly > 100)
    }

    @Test(
        "wherever it stands",
        arguments: [
            // Alone, first, last and between others.
            #"{ "kommentare": { "$unread": "lines" } }"#,
            #"{ "kommentare": { "$unread": "lines" }, "antragsteller1": { "personendaten": { "vorname": "$.form.v" } } }"#,
            #"{ "antragsteller1": { "personendaten": { "vorname": "$.form.v" } }, "kommentare": ["$.form.n", { "$unread": "lines" }] }"#,
            // In what would not be there without it.
            #"{ "antragsteller1": { "personendaten": { "vorname": "$.form.v", "nachname": { "$unread": "lines" } } } }"#,
            #"{ "antragsteller1": { "personendaten": { "vorname": { "$first": ["$.form.v", { "$unread": "lines" }] }, "nachname": "$.form.n" } } }"#,
            #"{ "antragsteller1": { "$when": "$.form.v", "$then": { "personendaten": { "vorname": "$.form.n", "nachname": { "$join": ["$.form.v", { "$unread": "lines" }] } } } }, "kommentare": { "$unread": "lines" } }"#,
        ]
    )
    func everyPlace(_ document: String) throws {
        let mapping = try load(mappingFile(document, target: "kex-vorgang"))
        for payload in [
            #"{"v": "Max", "n": "Muster", "x": "Garten", "y": "a\"b"}"#, #"{"x": "Garten"}"#, #"{"v": "Max"}"#, "{}",
            #"{"n": "Muster", "x": "Garten"}"#, #"{"v": "", "x": 7}"#,
        ] {
            let plan = mapping.plan
            let input = try input(payload)
            let composed = input.composed(form: plan.form, leads: plan.leads)
            let context = plan.context(of: input)
            let once = PlanRunner.run(plan, composed, context: context)
            let first = PlanRunner.run(plan, composed, context: context, unreadLines: [])
            let lines = UnreadLines(plan: plan, input: composed).lines(of: first.record)
            let twice = PlanRunner.run(plan, composed, context: context, unreadLines: lines)
            #expect(once.document == twice.document, "\(payload)")
            let marks = NodeMarks(of: composed, unused: [], readIn: first.record)
            var walk = UnreadWalk(input: composed, marks: marks)
            walk.walk()
            #expect(marks.areAllDone(of: composed) == walk.unread.isEmpty, "\(payload)")
            #expect(
                FateReport(record: once.record, input: composed, plan: plan).fates
                    == FateReport(record: twice.record, input: composed, plan: plan).fates,
                "\(payload)"
            )
        }
    }
}
