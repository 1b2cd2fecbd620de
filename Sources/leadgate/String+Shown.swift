extension String {
    /// The text as one line that a terminal shows and does not obey: what a sender wrote could else move the cursor, feign
    /// lines of ours, or turn the direction of reading.
    var shown: String {
        guard unicodeScalars.contains(where: \.isObeyed) else { return self }
        return unicodeScalars.map { $0.isObeyed ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
    }
}

extension Unicode.Scalar {
    /// Control characters, ends of lines and paragraphs, and those that set the direction of reading.
    fileprivate var isObeyed: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: properties.isBidiControl
        default: false
        }
    }
}
