/// Why a schema file cannot be used.
package struct SchemaFileError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, Hashable {
        /// The file is not JSON.
        case notJSON = "not-json"
        /// The file is JSON, but no schema file of a form this program knows.
        case notASchema = "not-a-schema"
        /// A member's description cannot be read.
        case badMember = "bad-member"
        /// Something is referred to that the file does not define.
        case undefined
    }

    package let code: Code
    /// Where in the file, as JSON Pointer; empty for the whole file.
    package let place: String
    package let message: String

    package init(_ code: Code, at place: String = "", _ message: String) {
        self.code = code
        self.place = place
        self.message = message
    }

    package var description: String {
        place.isEmpty ? message : "\(place): \(message)"
    }
}
