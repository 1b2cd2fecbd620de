import GermanValues
import JSON
import Moments

extension Fuzz {
    /// What a customer typed, by the function and in the surroundings that the first two bytes say.
    static func german(_ bytes: [UInt8]) {
        guard bytes.count >= 2, let text = String(validating: bytes.dropFirst(2), as: UTF8.self) else { return }
        let value =
            text.first == "{" || text.first == "[" ? (try? JSONValue.parse(text)) ?? .string(text) : .string(text)
        let function = ValueFunction.all[Int(bytes[0]) % ValueFunction.all.count]
        let context = ReadingContext(
            today: today,
            locale: bytes[1] & 1 == 0 ? .de : .en,
            choices: bytes[1] & 2 == 0 ? .baufismart : nil,
            dateOrder: bytes[1] & 4 == 0 ? .dmy : .mdy
        )
        let arguments = function.parameters.contains(where: \.isRequired) ? function.parameters.map(\.sample) : []
        promise(function.mistake(in: arguments) == nil, "\(function.name) takes its samples")
        check(function.apply(value, arguments: arguments, context: context), function.name)
        check(TargetReading.text(value), "text")
        check(TargetReading.boolean(value), "boolean")
        check(TargetReading.country(value, context: context), "country")
        check(choices.read(value), "enumeration")
        for kind in NumberKind.allCases {
            check(TargetReading.number(value, kind: kind, context: context), "number \(kind)")
            check(TargetReading.integer(value, kind: kind, context: context), "integer \(kind)")
        }
        let date = TargetReading.date(value, context: context)
        check(date, "date")
        if case .value(let date) = date {
            promise(TargetReading.date(date, context: context) == .value(date), "a date that was read reads as itself")
        }
    }

    /// A value is never blank; a reason has a code and a sentence.
    private static func check(_ reading: Reading, _ name: String) {
        switch reading {
        case .value(let value):
            promise(!value.isNull && value.stringValue?.isEmpty != true, "\(name) gives something or nothing")
        case .nothing: break
        case .unreadable(let reason):
            promise(!reason.code.isEmpty && reason.message.hasSuffix("."), "\(name) says why")
        }
    }

    private static let choices = EnumerationReader([
        "KAUF", "NEUBAU", "ANSCHLUSSFINANZIERUNG", "KAUF_NEUBAU_VOM_BAUTRAEGER",
    ])
    private static let today: CalendarDate = {
        guard let date = CalendarDate(year: 2026, month: 6, day: 15) else { fatalError("no such day") }
        return date
    }()
}

extension ValueFunction.Parameter {
    /// An argument that may stand here.
    fileprivate var sample: JSONValue {
        switch kind {
        case .text: "x"
        case .choice(let texts): .string(texts.first ?? "")
        case .texts: ["x", "y"]
        case .count(let range): .number(JSONNumber(max(1, range.lowerBound)))
        case .pattern: "[0-9]+|[a-zä]{2,5}"
        }
    }
}
