@testable import GermanValues

/// The quick readings of a text: a span cannot stand in an expectation.
struct QuickText {
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    var isPlainNumber: Bool { QuickReading.isPlainNumber(bytes.span) }
    var isPlainInteger: Bool { QuickReading.isPlainInteger(bytes.span) }
    var isPlainText: Bool { QuickReading.isPlainText(bytes.span) }

    var boolean: Bool? { QuickReading.boolean(bytes.span) }

    func number(_ kind: NumberKind, _ locale: ReadingContext.Locale) -> String? {
        var output: [UInt8] = [0x78]
        guard QuickReading.appendNumber(bytes.span, kind: kind, locale: locale, to: &output) else {
            return output == [0x78] ? nil : "output was touched"
        }
        return String(decoding: output.dropFirst(), as: UTF8.self)
    }

    func date(_ kind: DateKind = .datum) -> CalendarDate? {
        QuickReading.date(bytes.span, kind: kind, context: .fixed)
    }

    func index(in reader: EnumerationReader) -> Int? { reader.exactIndex(bytes.span) }
}
