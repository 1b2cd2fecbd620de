package import JSON
import Mapping
import MappingLanguage

/// A test for a mapping file, made of a lead that came: what the customer sent is replaced by invented stand-ins of the
/// same shape that are read in the same way, so that the test shows the same case and nobody's data.
///
///     let captured = try mapping.capture(lead, name: "Lead von trisalis")
///     let bytes = file.inserting(test: captured.test)
///
/// What cannot be classified is replaced, not kept. What stays: yes and no, answers that the mapping or the target
/// knows word by word (``kept``), and the labels, ids and types by which a form builder's preset finds the answers.
package struct CapturedTest: Sendable {
    /// The test as a mapping file has it: `name`, `payload`, `expect`, `findings`, and what else the mapping reads.
    package let test: JSONValue
    /// The answers that stayed as they were, once each, for a person to look over.
    package let kept: [String]
    /// How many values were replaced.
    package let replaced: Int
    /// Values whose stand-in fares otherwise than the original did, such as a number in a writing of its own.
    package let differing: [JSONPointer]
}

/// What came of one lead, as a test may need it.
package struct CapturableLead: Sendable {
    /// The decoded body as JSON text.
    package var payload: [UInt8]
    package var query: JSONObject
    /// Lower-case names, credentials removed.
    package var headers: JSONObject
    /// The source's `attributes`: they stand in a file already, so they are nobody's data.
    package var attributes: JSONObject
    /// When the lead came in, RFC 3339 in UTC. Not taken over: the day somebody asked for a loan is theirs.
    package var receivedAt: String
    /// Which lead of a batch it is, from 0.
    package var item: Int?

    package init(
        payload: [UInt8],
        query: JSONObject = JSONObject(),
        headers: JSONObject = JSONObject(),
        attributes: JSONObject = JSONObject(),
        receivedAt: String = MappingTest.standardReceivedAt,
        item: Int? = nil
    ) {
        self.payload = payload
        self.query = query
        self.headers = headers
        self.attributes = attributes
        self.receivedAt = receivedAt
        self.item = item
    }

    fileprivate func input(item: Int?, receivedAt: String) throws(JSONParseError) -> LeadInput {
        try LeadInput(
            payload: payload,
            query: query,
            headers: headers,
            attributes: attributes,
            leadID: MappingTest.standardLeadID,
            receivedAt: receivedAt,
            item: item
        )
    }
}

extension Mapping {
    /// Makes a test of a lead. The same lead always gives the same test.
    ///
    /// Of a batch only the lead itself gets into the test.
    package func capture(_ lead: CapturableLead, name: String) throws(JSONParseError) -> CapturedTest {
        var lead = lead
        var item: Int?
        if takesBatches {
            item = 0
            lead.payload = try lead.input(item: lead.item ?? 0, receivedAt: lead.receivedAt).payload(without: plan)
        }
        let original = try lead.input(item: item, receivedAt: lead.receivedAt)
        let survey = CaptureSurvey(mapping: self, input: original)
        var standIns = StandIns(originals: survey.subjects.map(\.value))
        var attempts = [Int](repeating: 0, count: survey.subjects.count)
        var trial = try self.trial(survey, attempts, &standIns, lead, item)
        // A stand-in that is read otherwise than the original gives way to the next of its kind, a few times.
        for _ in 0..<StandIns.attempts {
            let next = survey.subjects.indices.filter { trial.differing.contains($0) && survey.subjects[$0].isReplaced }
            if next.isEmpty { break }
            for index in next { attempts[index] += 1 }
            trial = try self.trial(survey, attempts, &standIns, lead, item)
        }
        for index in trial.differing where attempts[index] > 0 { attempts[index] = 0 }
        trial = try self.trial(survey, attempts, &standIns, lead, item)
        return CapturedTest(
            test: try test(named: name, trial, reads: survey.parts, lead.attributes),
            kept: survey.kept,
            replaced: survey.subjects.count(where: \.isReplaced),
            differing: trial.differing.filter { survey.subjects[$0].part == .payload }
                .map { survey.subjects[$0].place }
        )
    }

    /// The lead with its stand-ins, and what the mapping makes of it.
    private struct Trial {
        let lead: CapturableLead
        let result: MappingResult
        /// Places in the survey of values that fare otherwise than before.
        let differing: [Int]
    }

    private func trial(
        _ survey: CaptureSurvey,
        _ attempts: [Int],
        _ standIns: inout StandIns,
        _ lead: CapturableLead,
        _ item: Int?
    ) throws(JSONParseError) -> Trial {
        var values: [InputPart: [JSONPointer: JSONValue]] = [:]
        for (index, subject) in survey.subjects.enumerated() where subject.isReplaced {
            values[subject.part, default: [:]][subject.place] = standIns.value(for: subject, attempt: attempts[index])
        }
        var changed = lead
        changed.payload = survey.rebuilt(.payload, with: values[.payload] ?? [:]).serialized
        changed.query = survey.rebuilt(.query, with: values[.query] ?? [:]).objectValue ?? JSONObject()
        changed.headers = survey.rebuilt(.headers, with: values[.headers] ?? [:]).objectValue ?? JSONObject()
        let result = run(try changed.input(item: item, receivedAt: MappingTest.standardReceivedAt))
        let fates = Dictionary(result.report().fates.map { ($0.place, $0) }) { first, _ in first }
        let differing = survey.subjects.indices.filter { index in
            guard let before = survey.subjects[index].fate else { return false }
            guard let now = fates[before.place] else { return true }
            return now.kind != before.kind || now.code != before.code || Set(now.targets) != Set(before.targets)
        }
        return Trial(lead: changed, result: result, differing: differing)
    }

    private func test(
        named name: String,
        _ trial: Trial,
        reads parts: Set<InputPart>,
        _ attributes: JSONObject
    ) throws(JSONParseError) -> JSONValue {
        var test: JSONObject = ["name": .string(name)]
        if parts.contains(.query), !trial.lead.query.isEmpty { test["query"] = .object(trial.lead.query) }
        if parts.contains(.headers), !trial.lead.headers.isEmpty { test["headers"] = .object(trial.lead.headers) }
        if parts.contains(.source), !attributes.isEmpty { test["source"] = .object(attributes) }
        test["payload"] = try JSONValue.parse(trial.lead.payload)
        test["expect"] = try JSONValue.parse(trial.result.document)
        test["findings"] = .array(Set(trial.result.findingCodes).sorted().map(JSONValue.string))
        return .object(test)
    }
}

extension LeadInput {
    /// The payload without the other leads of the same post.
    fileprivate func payload(without plan: Plan) -> [UInt8] {
        let input = composed(form: plan.form, leads: plan.leads)
        return PayloadRebuilder(input: input, dropping: input.otherLeads, values: [:])
            .value(at: input.parts[.payload]).serialized
    }
}
