import JSON
import JSONPath
import MappingLanguage
import TargetSchemas
import Targets

/// A walk down a template and the schema.
struct TemplateWalk {
    let schema: TargetSchema
    let log: FindingLog
    var references = ReferenceCheck()
    /// Members in the target document, for what the gateway sets itself.
    var path: [String] = []
    /// How often what is walked can stand in the document.
    private var occurrence = ReferenceCheck.Occurrence.once
    private let reach: ReachCheck
    let rules: ObjectRuleCheck

    init(schema: TargetSchema, document: Template, log: FindingLog) {
        self.schema = schema
        self.log = log
        reach = ReachCheck(choices: schema.profile.choices, log: log)
        rules = ObjectRuleCheck(schema: schema, document: document, log: log)
    }

    // MARK: Templates

    /// The whole document: an object, or a list of operations, in which an `$each` stands for as many as it makes.
    mutating func document(_ template: Template) {
        guard schema.profile.document == .operations else { return walk(template, schema.document) }
        switch template.form {
        case .array(let elements):
            if elements.isEmpty {
                log.add(.tooFewElements, at: template.pointer, "The list has no operation.")
            }
            for element in elements { operation(element) }
        case .each: operation(template)
        default: walk(template, schema.document)
        }
    }

    private mutating func operation(_ template: Template) {
        switch template.form {
        case .each: walk(template, schema.document)
        case .when(let when):
            reach.check(when)
            exclusive { walk in
                walk.operation(when.then)
                if let otherwise = when.otherwise { walk.operation(otherwise) }
            }
        case .array:
            log.add(
                .notOneOperation,
                at: template.pointer,
                "A list stands among the operations.",
                advice: "Write its elements one after the other; $each stands for as many as it makes."
            )
        default: walk(template, .object(schema.root))
        }
    }

    /// What a template yields must fit the kind.
    mutating func walk(_ template: Template, _ kind: ValueKind) {
        switch template.form {
        case .literal(let value):
            literal(value, kind, at: template.pointer)
        case .select(let selector):
            if kind.isObject {
                mismatch(
                    "A selector stands where \(words(kind)) belongs.",
                    at: template.pointer,
                    advice: FunctionResult.making(kind, in: schema).map { name in
                        "Let a function take the text apart: {\"$from\": \"\(selector.text)\", \"$as\": \"\(name)\"}."
                    }
                        ?? "Write the object's members; {\"$from\": selector} copies an object of the target's own shape."
                )
            }
            if !kind.isArray { oneValue(selector, at: template.pointer) }
        case .object(let members):
            object(members, kind, at: template.pointer)
        case .array(let elements):
            array(elements, kind, at: template.pointer)
        case .read(let read):
            self.read(read, kind, at: template.pointer)
        case .first(let alternatives, let missing):
            reach.check(alternatives)
            exclusive { walk in for alternative in alternatives { walk.walk(alternative, kind) } }
            policy(missing, kind, at: template.pointer.appending("$missing"))
        case .each(let each):
            self.each(each, kind, at: template.pointer)
        case .when(let when):
            reach.check(when)
            exclusive { walk in
                walk.walk(when.then, kind)
                if let otherwise = when.otherwise { walk.walk(otherwise, kind) }
            }
        case .join(let join):
            for part in join.parts { anyValues(in: part) }
            if !kind.isScalar {
                mismatch("$join yields a text where \(words(kind)) belongs.", at: template.pointer)
            }
            policy(join.missing, kind, at: template.pointer.appending("$missing"))
            policy(join.unreadable, kind, at: template.pointer.appending("$else"))
        case .sum(let sum):
            self.sum(sum, kind, at: template.pointer)
        case .unread:
            switch kind {
            case .text, .array(.text, _, _): break
            default: mismatch("$unread yields texts where \(words(kind)) belongs.", at: template.pointer)
            }
        case .concatenation, .labelled, .reference, .pickedUp, .leadID, .kept, .attached:
            break
        }
    }

    private mutating func sum(_ sum: SumRule, _ kind: ValueKind, at pointer: JSONPointer) {
        switch kind {
        case .number, .integer:
            exclusive { walk in
                for part in sum.parts {
                    if case .select = part.form { continue }
                    walk.walk(part, .number(NumberRule()))
                }
            }
        case .text: for part in sum.parts { anyValues(in: part) }
        default: mismatch("$sum yields a number where \(words(kind)) belongs.", at: pointer)
        }
        policy(sum.missing, kind, at: pointer.appending("$missing"))
        policy(sum.unreadable, kind, at: pointer.appending("$else"))
    }

    private mutating func exclusive(_ body: (inout TemplateWalk) -> Void) {
        let outer = occurrence
        if outer == .once { occurrence = .atMostOnce }
        body(&self)
        occurrence = outer
    }

    private mutating func each(_ each: EachRule, _ kind: ValueKind, at pointer: JSONPointer) {
        guard case .array(let element, _, let max) = kind else {
            mismatch("$each yields a list where \(words(kind)) belongs.", at: pointer)
            return
        }
        if let max, let limit = each.limit, limit > max {
            log.add(
                .tooManyElements,
                at: pointer.appending("$limit"),
                "$limit allows \(limit) elements.",
                advice: "The target takes at most \(max)."
            )
        }
        ElementCheck(log: log).check(each, at: pointer)
        let outer = occurrence
        occurrence = .often
        walk(each.element, element)
        occurrence = outer
    }

    /// A part of a rule that takes several values: a selector may find any number.
    private func anyValues(in template: Template) {
        if case .select = template.form { return }
        oneValue(in: template)
    }

    /// What is inside of a rule and is not written to the document: it must find one value.
    private func oneValue(in template: Template) {
        switch template.form {
        case .select(let selector): oneValue(selector, at: template.pointer)
        case .read(let read): if read.pick == nil, read.wanted.isEmpty { oneValue(in: read.from) }
        case .first(let alternatives, _): for alternative in alternatives { oneValue(in: alternative) }
        case .join(let join): for part in join.parts { anyValues(in: part) }
        case .sum(let sum): for part in sum.parts { anyValues(in: part) }
        case .when(let when):
            oneValue(in: when.then)
            if let otherwise = when.otherwise { oneValue(in: otherwise) }
        default: break
        }
    }

    private func oneValue(_ selector: Selector, at pointer: JSONPointer) {
        guard selector.query.isPlural else { return }
        log.add(.selectorNotSingular, at: pointer, "\"\(selector.text)\" can find several values.")
    }

    private mutating func read(_ read: ReadRule, _ kind: ValueKind, at pointer: JSONPointer) {
        let takesSeveral = !read.wanted.isEmpty || kind.isArray && read.lookup == nil && read.functions.isEmpty
        if read.pick == nil, !takesSeveral { oneValue(in: read.from) }
        reach.check(read, at: pointer)
        if !read.wanted.isEmpty {
            switch kind {
            case .boolean, .text: break
            default: mismatch("$has yields true or false where \(words(kind)) belongs.", at: pointer.appending("$has"))
            }
        } else if let table = read.lookup {
            exclusive { walk in for branch in table.branches { walk.walk(branch.template, kind) } }
        } else if let last = read.functions.last, let result = FunctionResult(of: last.name) {
            if !result.fits(kind, in: schema) {
                mismatch(
                    "\"\(last.name)\" yields \(result.words) where \(words(kind)) belongs.",
                    at: pointer.appending("$as"),
                    advice: FunctionResult.advice(for: kind, insteadOf: last.name, in: schema)
                )
            } else {
                ResultCheck(schema: schema, log: log).check(last, kind, path, at: pointer.appending("$as"))
            }
        }
        policy(read.missing, kind, at: pointer.appending("$missing"))
        policy(read.unreadable, kind, at: pointer.appending("$else"))
    }

    private mutating func policy(_ policy: Policy?, _ kind: ValueKind, at pointer: JSONPointer) {
        guard case .use(let value)? = policy else { return }
        exclusive { $0.literal(value, kind, at: pointer.appending("use")) }
    }

    private mutating func literal(_ value: JSONValue, _ kind: ValueKind, at pointer: JSONPointer) {
        // `null` yields nothing; it also stands for what the parser could not read and has reported.
        guard !value.isNull else { return }
        for finding in schema.findings(in: value, as: kind, at: pointer) {
            log.add(
                FindingCode(finding.code),
                at: finding.pointer,
                Self.sentence(finding.message),
                advice: finding.advice.map(Self.sentence)
            )
        }
        if case .text(let rule) = kind, case .string(let text) = value {
            references.note(text, rule.role, at: pointer, occurrence)
        }
        rules.check(value, for: path, at: pointer)
    }

    private static func sentence(_ text: String) -> String {
        let start = text.prefix(1).uppercased() + text.dropFirst()
        return [".", "?", "!"].contains(start.last.map(String.init) ?? ".") ? start : start + "."
    }

    // MARK: Arrays

    private mutating func array(_ elements: [Template], _ kind: ValueKind, at pointer: JSONPointer) {
        guard case .array(let element, let min, let max) = kind else {
            mismatch("A list stands where \(words(kind)) belongs.", at: pointer)
            return
        }
        if let max, elements.count > max {
            log.add(
                .tooManyElements,
                at: pointer,
                "The list has \(elements.count) elements.",
                advice: "The target takes at most \(max)."
            )
        }
        if let min, elements.count < min {
            log.add(
                .tooFewElements,
                at: pointer,
                "The list has \(elements.count) elements.",
                advice: "The target needs at least \(min)."
            )
        }
        for template in elements { walk(template, element) }
    }

    func mismatch(_ message: String, at pointer: JSONPointer, advice: String? = nil) {
        log.add(.typeMismatch, at: pointer, message, advice: advice)
    }

    /// The kind with its article and, for lists of values, what they are.
    func words(_ kind: ValueKind) -> String {
        switch kind {
        case .text: "a text"
        case .number: "a number"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .date: "a date"
        case .country: "a country code"
        case .enumeration: "one of several texts"
        case .object(let type): "an object (\(schema[type].name))"
        case .union: "an object with @type"
        case .array: "a list"
        }
    }
}
