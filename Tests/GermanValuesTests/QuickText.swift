import Moments

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
        let text = String(unsafeUninitializedCapacity: max(bytes.count, 1)) { output in
            output.baseAddress.map { QuickReading.writeNumber(bytes.span, kind: kind, locale: locale, to: $0) } ?? 0
        }
        return text.isEmpty ? nil : text
    }

    /// The folded key without separators.
    var squeezedKey: String? {
        var isQuick = false
        let key = String(unsafeUninitializedCapacity: max(bytes.count, 1)) { output in
            guard let start = output.baseAddress, let count = QuickReading.fold(bytes.span, to: start) else { return 0 }
            isQuick = true
            return QuickReading.squeeze(start, count)
        }
        return isQuick ? key : nil
    }

    func date(_ kind: DateKind = .datum) -> CalendarDate? {
        QuickReading.date(bytes.span, kind: kind, context: .fixed)
    }

    func index(in reader: EnumerationReader) -> Int? { reader.exactIndex(bytes.span) }
}
