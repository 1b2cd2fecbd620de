package import Moments

/// The text of a `Date` header, written anew once a second.
package struct DateHeader {
    private let clock: any Clock
    private var last: (second: Int64, text: String) = (-1, "")

    package init(clock: any Clock) {
        self.clock = clock
    }

    package mutating func text() -> String {
        let milliseconds = clock.now()
        if milliseconds / 1_000 != last.second { last = (milliseconds / 1_000, HTTPDate.text(milliseconds)) }
        return last.text
    }
}
