/// Whose values a choice table gives: BaufiSmart and KreditSmart spell five of six enumerations differently.
///
/// A column is a name; which one a target takes its values from stands in the target's profile.
package struct ChoiceColumn: RawRepresentable, Sendable, Hashable {
    package let rawValue: String

    /// A name; a column that no table has is empty everywhere.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// BaufiSmart's values.
    package static let baufismart = ChoiceColumn(rawValue: "baufismart")
    /// KreditSmart's values.
    package static let kreditsmart = ChoiceColumn(rawValue: "kreditsmart")

    /// The columns that the tables have.
    package static let all = [baufismart, kreditsmart]
}
