@testable import GermanValues

/// The quick readings of a text: a span cannot stand in an expectation.
struct QuickText {
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    var isPlainNumber: Bool { QuickReading.isPlainNumber(bytes.span) }
    var isPlainInteger: Bool { QuickReading.isPlainInteger(bytes.span) }
    var isPlainText: Bool { QuickReading.isPlainText(bytes.span) }

    func date(_ kind: DateKind = .datum) -> CalendarDate? {
        QuickReading.date(bytes.span, kind: kind, context: .fixed)
    }

    func index(in reader: EnumerationReader) -> Int? { reader.exactIndex(bytes.span) }
}
