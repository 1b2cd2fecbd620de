import JSON

extension JSONPointer: ExpressibleByArrayLiteral {
    /// `["tests", "0"]`, for the places of settings in files.
    package init(arrayLiteral tokens: String...) { self.init(tokens) }
}
