import JSON
import Moments

/// What a date is for; decides on two-digit years, the range, and whether a month is precise enough.
package enum DateKind: String, Sendable, Hashable, CaseIterable {
    /// A date of birth: before today, at most 120 years ago. `80` is the youngest year that makes an adult.
    case geburt
    /// Any day from 1900 to 2100.
    case datum
    /// Like `datum`, but a month or a year will do: its first day is meant.
    case monat
    /// Seconds or milliseconds since 1970; from 10¹¹ on they are milliseconds.
    case epoch
}

/// A date as people and programs write it; always one that exists.
///
/// Day first, unless the mapping says otherwise, and never guessed by what is plausible: a source that sends
/// `02/13/1980` also sends `02/03/1980`. Instants become the day they were in Germany; local times without zone keep
/// their day.
enum Datum {
    /// - Throws: `datum_ungueltig` for what is no date, `datum_bereich` for one that cannot be meant.
    static func read(
        _ value: JSONValue,
        kind: DateKind,
        context: ReadingContext
    ) throws(Unreadable) -> CalendarDate? {
        switch try Answer(value) {
        case nil: return nil
        case .flag: throw invalid
        case .number(let number):
            let text =
                kind == .epoch ? number.int.map(String.init) ?? wholePart(of: number) : Answer.plainText(of: number)
            return try read(line: text, kind: kind, context: context)
        case .text(var text):
            if let date = text.withUTF8({ QuickReading.date($0.span, kind: kind, context: context) }) { return date }
            let line = CleanText.line(text)
            if CleanText.saysNothing(line) { return nil }
            return try read(line: line, kind: kind, context: context)
        case .object(let object):
            return try read(object, kind: kind, context: context)
        }
    }

    private static func wholePart(of number: JSONNumber) -> String {
        String(number.text.prefix { $0 != "." && $0 != "e" && $0 != "E" })
    }

    /// Reads one clean line.
    static func read(line: String, kind: DateKind, context: ReadingContext) throws(Unreadable) -> CalendarDate {
        guard line.utf8.count <= 100 else { throw invalid }
        let date: CalendarDate?
        if kind == .epoch {
            date = epoch(line)
        } else {
            var reader = DateTextReader(line, kind: kind, context: context)
            date = reader.read()
        }
        guard let date else { throw invalid }
        try check(date, kind: kind, today: context.today)
        return date
    }

    static func check(_ date: CalendarDate, kind: DateKind, today: CalendarDate) throws(Unreadable) {
        guard isInRange(date, kind: kind, today: today) else {
            throw Unreadable(.datumBereich, "Das Datum liegt außerhalb dessen, was hier gemeint sein kann.")
        }
    }

    static func isInRange(_ date: CalendarDate, kind: DateKind, today: CalendarDate) -> Bool {
        guard kind == .geburt else { return (1900...2100).contains(date.year) }
        return date < today && (date.year + 120, date.month, date.day) >= (today.year, today.month, today.day)
    }

    static let invalid = Unreadable(.datumUngueltig, "Das ist kein Datum, das es gibt.")

    private static func epoch(_ text: String) -> CalendarDate? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else {
            return nil
        }
        if number.magnitude >= 100_000_000_000 { return CalendarDate.inBerlin(atUnixMilliseconds: Int64(number)) }
        return BerlinTime.date(atUnixSeconds: number)
    }

    /// Three fields, one each for day, month and year (Jotform); blank ones mean nothing only if all are.
    private static func read(
        _ object: JSONObject,
        kind: DateKind,
        context: ReadingContext
    ) throws(Unreadable) -> CalendarDate? {
        let parts = [object.member("year", "jahr"), object.member("month", "monat"), object.member("day", "tag")]
        guard parts.contains(where: { $0 != nil }) else {
            guard let date = object.member("date", "datum"), date.objectValue == nil else { throw invalid }
            return try read(date, kind: kind, context: context)
        }
        let texts = parts.map { $0.map { $0.plainText ?? ($0.isNull ? "" : "?") } ?? "" }
        if texts.allSatisfy(\.isEmpty) { return nil }
        let (year, month, day) = (texts[0], texts[1], texts[2])
        guard !year.isEmpty, !month.isEmpty, !day.isEmpty || kind == .monat else { throw invalid }
        var dayFirst = context
        dayFirst.dateOrder = .dmy
        let separator = month.contains(where: \.isLetter) ? " " : "."
        let date = "\(day.isEmpty ? "1" : day).\(month)\(separator)\(year)"
        return try read(line: date, kind: kind == .epoch ? .datum : kind, context: dayFirst)
    }
}
