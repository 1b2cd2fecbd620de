package import Moments

/// Everything a reading depends on besides the value itself, so that it needs no clock and no surroundings.
package struct ReadingContext: Sendable, Hashable {
    /// Decides what text leaves open: is the point in `1.250` a decimal point?
    package enum Locale: String, Sendable, Hashable, CaseIterable {
        /// German writing; English writing is read too where it is unambiguous.
        case de
        /// English writing: a single point is always a decimal point.
        case en
    }

    /// The order of day and month in dates made of numbers only. Never guessed from the numbers.
    package enum DateOrder: String, Sendable, Hashable, CaseIterable {
        /// Day first, as in Germany.
        case dmy
        /// Month first, as in the USA; only where a mapping says so.
        case mdy
    }

    /// The day of the reading in Europe/Berlin: what "in the past" and two-digit years are measured against.
    package var today: CalendarDate
    package var locale: Locale
    /// Whose values a choice gives; `nil` for a target that has none of its own.
    package var choices: ChoiceColumn?
    package var dateOrder: DateOrder

    package init(
        today: CalendarDate,
        locale: Locale = .de,
        choices: ChoiceColumn? = .baufismart,
        dateOrder: DateOrder = .dmy
    ) {
        self.today = today
        self.locale = locale
        self.choices = choices
        self.dateOrder = dateOrder
    }
}
