import JSON

/// What became of a value that somebody typed: exactly one of three outcomes, for any input whatsoever.
///
/// There is no fourth: no crash, no silent default, no value that merely looks plausible. The targets drop in silence
/// what they do not know, so a wrong value is worse than none: it looks delivered.
enum Reading: Sendable, Hashable {
    /// It was read; this is what it means.
    case value(JSONValue)
    /// Nothing was said: blank, `null`, "keine Angabe", or a known answer the target has no value for ("Divers").
    case nothing
    /// Something was said that cannot be used.
    case unreadable(Unreadable)
}

/// Why something that was said cannot be used.
struct Unreadable: Error, Sendable, Hashable {
    /// Stable, for programs: `zahl_ungueltig`, `vorwahl_fehlt`, `mehrere_personen`, …
    let code: String
    /// One German sentence for people. It never quotes what was typed, so it may be logged.
    let message: String
    /// What could be recognised all the same, e.g. the two persons of "Max & Erika Mustermann". Holds personal data.
    let detail: JSONValue?

    init(_ code: String, _ message: String, detail: JSONValue? = nil) {
        self.code = code
        self.message = message
        self.detail = detail
    }
}

extension Reading {
    /// The outcome of a function in the inner form: a value, `nil` for nothing, or a thrown ``Unreadable``.
    init(_ body: () throws(Unreadable) -> JSONValue?) {
        do {
            if let value = try body() {
                self = .value(value)
            } else {
                self = .nothing
            }
        } catch {
            self = .unreadable(error)
        }
    }

    /// The value, if there is one.
    var value: JSONValue? {
        if case .value(let value) = self { value } else { nil }
    }

    /// The reason, if it cannot be read.
    var unreadable: Unreadable? {
        if case .unreadable(let reason) = self { reason } else { nil }
    }
}
/// Everything a reading depends on besides the value itself, so that it needs no clock and no surroundings.
struct ReadingContext: Sendable, Hashable {
    /// Decides what text leaves open: is the point in `1.250` a decimal point?
    enum Locale: String, Sendable, Hashable, CaseIterable {
        /// German writing; English writing is read too where it is unambiguous.
        case de
        /// English writing: a single point is always a decimal point.
        case en
    }

    /// Whose enumeration values are wanted: both targets spell five of six enumerations differently.
    enum EnumColumn: String, Sendable, Hashable, CaseIterable {
        /// BaufiSmart Kundenangaben.
        case kundenangaben
        /// KreditSmart KEX Vorgang.
        case kex
    }

    /// The order of day and month in dates made of numbers only. Never guessed from the numbers.
    enum DateOrder: String, Sendable, Hashable, CaseIterable {
        /// Day first, as in Germany.
        case dmy
        /// Month first, as in the USA; only where a mapping says so.
        case mdy
    }

    /// The day of the reading in Europe/Berlin: what "in the past" and two-digit years are measured against.
    var today: CalendarDate
    var locale: Locale
    var target: EnumColumn
    var dateOrder: DateOrder

    init(
        today: CalendarDate,
        locale: Locale = .de,
        target: EnumColumn = .kundenangaben,
        dateOrder: DateOrder = .dmy
    ) {
        self.today = today
        self.locale = locale
        self.target = target
        self.dateOrder = dateOrder
    }
}
/// A day of the Gregorian calendar that exists: there is no way to make 31 February.
struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    let year: Int
    /// 1…12
    let month: Int
    /// 1…31
    let day: Int

    /// `nil` if the day does not exist, or the year is not one of 0…9999.
    init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day that many days after 1970-01-01; `nil` outside of the years 0…9999.
    init?(daysSince1970 days: Int) {
        // Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"; eras of 400 years
        // that begin on 1 March.
        guard (-719_528...2_932_896).contains(days) else { return nil }
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// ISO 8601: `1980-02-01`.
    var description: String {
        String(unsafeUninitializedCapacity: 10) { buffer in
            func write(_ number: Int, at offset: Int, digits: Int) {
                var rest = number
                for position in stride(from: offset + digits - 1, through: offset, by: -1) {
                    buffer[position] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
                    rest /= 10
                }
            }
            write(year, at: 0, digits: 4)
            buffer[4] = 0x2D
            write(month, at: 5, digits: 2)
            buffer[7] = 0x2D
            write(day, at: 8, digits: 2)
            return 10
        }
    }

    static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// 0 for Sunday … 6 for Saturday.
    var weekday: Int { (((daysSince1970 + 4) % 7) + 7) % 7 }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
enum NumberKind: String, Sendable, Hashable, CaseIterable {
    /// Money. `%` or `m²` behind it is refused.
    case geld
    /// A number of any kind; a unit behind it says which.
    case zahl
    /// A percentage: `3,750` has a decimal comma. `€` or `m²` behind it is refused.
    case prozent
    /// Square metres: `87,125` has a decimal comma. `€` or `%` behind it is refused.
    case flaeche
}

/// A number as people write it: `358.000,00 €`, `1'150.00`, `300 Tsd. €`, `3,75 %`, `ca. 1,2 Mio`.
///
enum DateKind: String, Sendable, Hashable, CaseIterable {
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
/// Day first, unless the mapping says otherwise, and never guessed by what is plausible: a source that sends `02/13/1980` also
/// sends `02/03/1980`. Instants become the day they were in Germany; local times without zone keep their day.
func folded(_ text: String) -> String { text.lowercased().trimmingSpaces }
struct ValueFunction: Sendable {
    let name: String
    static let all: [ValueFunction] = []
    static func named(_ name: String) -> ValueFunction? { nil }
    func mistake(in arguments: [JSONValue]) -> String? { nil }
    func apply(_ value: JSONValue, arguments: [JSONValue], context: ReadingContext) -> Reading { .value(value) }
}
