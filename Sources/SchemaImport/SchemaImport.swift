package import TargetSchemas

/// Makes a ``TargetSchema`` from what Europace publishes.
///
/// Pure functions from bytes to a schema; reading files is the caller's business. Only facts are taken over (names, kinds,
/// values, limits, status), never the specification's texts.
package enum SchemaImport {
    /// What an import gives: the schema, and what the specification says that a schema cannot hold.
    package struct Outcome: Sendable {
        package let schema: TargetSchema
        /// For the person who imports: nothing here makes the schema wrong, but it checks less than the specification says.
        package let notes: [Note]
    }

    /// One thing that was not taken over.
    package struct Note: Sendable, Hashable, CustomStringConvertible {
        /// `Type` or `Type.member`.
        package let place: String
        package let message: String

        package var description: String { "\(place): \(message)" }
    }
}

/// Why a specification cannot be imported.
package struct SchemaImportError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Code: String, Sendable, Hashable {
        /// A file is not JSON.
        case notJSON = "not-json"
        /// A file is not of the kind that was expected.
        case notASpecification = "not-a-specification"
        /// Something is referred to and nowhere defined.
        case undefined
        /// The specification uses a form this program does not understand.
        case unsupported
    }

    package let code: Code
    package let place: String
    package let message: String

    init(_ code: Code, at place: String, _ message: String) {
        self.code = code
        self.place = place
        self.message = message
    }

    package var description: String { place.isEmpty ? message : "\(place): \(message)" }
}
