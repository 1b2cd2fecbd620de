package import JSON
package import MappingLanguage
package import Names
package import SourceFiles
package import TargetSchemas
package import Targets

/// A mapping that is checked and compiled: what turns leads into documents.
///
/// It never changes, so it is passed on by reference. The same mapping, input and attachments always give the same document.
package final class Mapping: Sendable {
    /// The file's name without `.json`.
    package let name: String
    /// SHA-256, in hexadecimal, of the canonical form (RFC 8785) of the file with all it extends.
    package let hash: MappingHash
    package let description: String?
    package let target: Target
    package let schema: TargetSchema
    /// What the target is for this mapping's operation.
    package var profile: TargetProfile { schema.profile }
    /// What the target is to do with the document; nil is the target's first, which every target has.
    package let operation: String?
    let form: FormDescription?
    let leads: Selector?
    private let caseNumber: Selector?
    /// Whether the document depends on the lead, and not on the mapping alone.
    let isDynamic: Bool
    /// The file with all it extends, as JSON text: a tenth of what its templates take as values.
    private let text: [UInt8]
    /// What runs without anything a source attaches.
    package var plan: Plan { plans.plain(of: self) }
    /// What runs, compiled when it is first asked for: most mappings of a folder are extended, or run for sources that attach
    /// something, and a plan is as large as all else that is kept of a mapping.
    let plans = MappingPlans()

    /// Compiles what a file says. Whether it fits the schema is the checker's business.
    package init(name: String, file: MappingFile, content: MappingFile.Content, schema: TargetSchema) {
        self.name = name
        hash = MappingHash(rawValue: ContentHash.of(file.merged))
        description = content.description
        target = content.target
        operation = content.operation
        form = content.form
        leads = content.leads
        caseNumber = content.caseNumber
        isDynamic = content.document.isDynamic
        text = file.merged.serialized
        self.schema = schema
    }

    /// The file with all it extends, as it was when this version was in force. Parsed anew.
    package var file: JSONValue {
        // Tables may bring in more than a file may hold, also U+0000.
        let limits = JSONLimits(bytes: .max, depth: .max, nodes: .max, allowsNUL: true)
        guard let file = try? JSONValue.parse(text, limits: limits) else {
            preconditionFailure("what was written of a mapping's file cannot be read")
        }
        return file
    }

    /// What the file says: its templates, and its tests. Read anew each time, because a plan is made once and of most mappings of a
    /// folder never; kept, the templates of a folder's mappings would be most of what a gateway holds in memory.
    package var content: MappingFile.Content {
        guard let content = MappingFile(merged: file, chain: []).content(log: FindingLog([])) else {
            preconditionFailure("a mapping's file, which was read before, cannot be read")
        }
        return content
    }

    /// A version that was in force once, from its merged file (``file``); for replay and preview. Not checked again.
    ///
    /// - Parameter targets: the targets that there are now.
    package static func reload(name: String, file value: JSONValue, targets: TargetCatalog) -> Mapping? {
        let text = FileText(path: "\(name).json", bytes: value.serialized)
        let file = MappingFile(merged: value, chain: [text])
        guard let content = file.content(log: FindingLog([text])),
            let schema = targets[content.target]?.performing(content.operation)
        else { return nil }
        return Mapping(name: name, file: file, content: content, schema: schema)
    }

    /// Maps one lead, without anything a source attaches.
    package func run(_ input: LeadInput) -> MappingResult { run(input, by: plan) }

    /// Maps one lead by a plan of this mapping.
    package func run(_ input: LeadInput, by plan: Plan) -> MappingResult { MappingResult.run(plan, input) }

    /// What runs without attachments, compiled anew: for somebody who maps some leads and will not come again.
    ///
    /// - Parameter content: what the file says; for somebody who has read it already.
    package func compiled(_ content: MappingFile.Content? = nil) -> Plan {
        let content = content ?? self.content
        return PlanCompiler.compile(content, document: content.document, schema: schema)
    }

    /// How many leads one post carries: the nodes that `leads` selects, or 1 for a mapping without.
    package func count(in input: LeadInput) -> Int {
        leads.map { input.items($0).count } ?? 1
    }

    /// Where in the payload's text each lead of a post stands, counted from the payload's first character.
    package func places(in input: LeadInput) -> [Range<Int>] {
        leads.map { input.items($0).map { input.place(of: $0) } } ?? []
    }

    /// Whether one post can carry several leads.
    package var takesBatches: Bool { leads != nil }

    /// Why a post has no such lead, in a sentence; nil if it has, or if no lead is named.
    ///
    /// - Parameter item: which of the nodes that `leads` selects, from 0.
    package func problem(of item: Int?, in input: LeadInput) -> String? {
        guard let item else { return nil }
        guard takesBatches else {
            return "the mapping has no \"leads\", so there is no item \(item): a post is one lead"
        }
        let count = count(in: input)
        guard !(0..<count).contains(item) else { return nil }
        switch count {
        case 0: return "there is no item \(item): \"leads\" selects nothing in the payload"
        case 1: return "there is no item \(item): the payload carries one lead, item 0"
        default: return "there is no item \(item): the payload carries \(count) leads, items 0 to \(count - 1)"
        }
    }

    /// Whether it reads the elements of a body that is a list.
    package var readsLists: Bool {
        form.map { form in
            form.parts.contains { part in
                switch part.shape {
                case .list(let list): list.elements.readsListPayload
                case .members(let selector, _), .json(let selector, _): selector.readsListPayload
                case .fields(let fields): fields.contains { $0.values.contains(where: \.readsListPayload) }
                }
            }
        } ?? false || plan.selectors.contains(where: \.readsListPayload)
    }

    /// Where in the payload its selectors mean a list (`$.payload.leads.lead[*]`), as names and `*`.
    package var listPlaces: [[String]] {
        var selectors = plan.selectors + (leads.map { [$0] } ?? [])
        for part in form?.parts ?? [] {
            switch part.shape {
            case .list(let list): selectors.append(list.elements)
            case .members(let selector, _), .json(let selector, _): selectors.append(selector)
            case .fields(let fields): selectors += fields.flatMap(\.values)
            }
        }
        return selectors.flatMap(\.listPlaces)
    }

    /// Whether the post says that it is a test: by its form preset, by what the source says, or as any sender may.
    package func isTest(_ input: LeadInput, of source: Source) -> Bool {
        finds((form?.tests ?? []) + source.tests, in: input)
            || TestMark.mayStand(in: input.base.bytes) && composed(input).isMarkedAsTest
    }

    /// Whether the post has no lead in it: by its form preset, or by what the source says.
    package func isIgnored(_ input: LeadInput, of source: Source) -> Bool {
        finds((form?.ignored ?? []) + source.ignored, in: input)
    }

    /// Whether there are posts that have no lead in them.
    package func ignoresSome(of source: Source) -> Bool {
        form?.ignored.isEmpty == false || !source.ignored.isEmpty
    }

    private func finds(_ selectors: [Selector], in input: LeadInput) -> Bool {
        selectors.isEmpty ? false : seen(input, by: selectors).finds(selectors)
    }

    /// What a rule finds in this lead, text by text; nil unless all of its selectors find something.
    package func duplicateTexts(of rule: DuplicateRule, _ input: LeadInput) -> [String]? { texts(rule.key, input) }

    /// The text by which a repeat of this lead is known, or nil if the rule finds nothing in it.
    package func duplicateKey(of rule: DuplicateRule, _ input: LeadInput) -> String? { key(rule.key, input) }

    /// The input as this mapping sees it.
    package func composed(_ input: LeadInput) -> ComposedInput {
        input.composed(form: form, leads: leads)
    }

    /// What of a post with several leads is this one.
    package func element(of input: LeadInput) -> JSONValue? { composed(input).root(of: .item)?.value }

    /// The sender's key of the lead's case, or nil if the rule finds nothing in it.
    package func caseKey(of rule: CaseRule, _ input: LeadInput) -> String? { key(rule.key, input) }

    /// The number of the case that the mapping says itself; nil if it says none, or finds none in the lead.
    package func caseNumber(in input: LeadInput) -> String? {
        caseNumber.flatMap { texts([$0], input)?.first }
    }

    private func key(_ selectors: [Selector], _ input: LeadInput) -> String? {
        seen(input, by: selectors).key(selectors)
    }

    private func texts(_ selectors: [Selector], _ input: LeadInput) -> [String]? {
        seen(input, by: selectors).texts(selectors)
    }

    /// The input for some selectors: making its form costs more than most other things that are done with a lead, and few of
    /// them read it.
    private func seen(_ input: LeadInput, by selectors: [Selector]) -> ComposedInput {
        selectors.allSatisfy(\.readsAsSent) ? input.asSent : composed(input)
    }
}

extension Selector {
    /// Whether it reads nothing that a mapping makes of a post.
    var readsAsSent: Bool {
        guard let part, part != .form, part != .item else { return false }
        // A filter may start from the root again.
        return !text.utf8.dropFirst().contains(UInt8(ascii: "$"))
    }

    /// Whether it starts with an element of the body.
    var readsListPayload: Bool { text.hasPrefix("$.payload[") && !text.hasPrefix("$.payload['") }

    /// The places at which it takes elements of a list: before `[*]`, `[0]` and a filter, as far as names lead there.
    package var listPlaces: [[String]] {
        guard text.hasPrefix("$.payload.") else { return [] }
        var places: [[String]] = []
        var names: [String] = []
        var rest = text.dropFirst("$.payload".count)
        while let first = rest.first {
            if first == "." {
                let name = rest.dropFirst().prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty, name != "*" else { return places }
                names.append(String(name))
                rest = rest.dropFirst(1 + name.count)
            } else if rest.hasPrefix("[*]") || rest.hasPrefix("[0]") {
                places.append(names)
                names.append("*")
                rest = rest.dropFirst(3)
            } else {
                if rest.hasPrefix("[?") { places.append(names) }
                return places
            }
        }
        return places
    }
}
