/// The name of a source: the path segment of its webhook's URL, the name of its file, and what leads, callbacks, notices
/// and metrics carry of it.
///
/// A type of its own, so that no other text (a mapping's name, a credential's) is taken for it. What a source *is* stands in
/// its file; a name may be one that no file has any more.
package struct SourceName: RawRepresentable, Sendable, Hashable {
    /// The name as files, the data file, the admin API and the command line say it.
    package let rawValue: String

    /// A name; whether there is such a source, the library says.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// A name; whether there is such a source, the library says.
    package init(_ text: some StringProtocol) { rawValue = String(text) }
}

extension SourceName: Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    package static func < (one: SourceName, other: SourceName) -> Bool { one.rawValue < other.rawValue }
    package var description: String { rawValue }
    package init(stringLiteral text: String) { rawValue = text }
}
