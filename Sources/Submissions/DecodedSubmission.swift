package import JSON

/// A request body as one JSON text.
package struct DecodedSubmission: Sendable, Hashable {
    /// How the body was written.
    package enum Format: String, Sendable, CaseIterable {
        case json, urlencoded, multipart, xml

        /// Whether a browser's form may have sent it (then a thank-you page is the natural answer).
        package var isForm: Bool { self == .urlencoded || self == .multipart }
    }

    /// How the body was written, which need not be what its content type says.
    package let format: Format
    /// The payload as UTF-8 JSON text.
    ///
    /// For `.json` these are the sender's bytes, transcoded if need be but *not yet parsed*: the one parser of the
    /// product decides on them, later and once. For every other format the text is valid JSON by construction.
    package let json: [UInt8]
    /// Names of form fields that came more than once and of which a value was left out (`consent=0&consent=on`).
    package let overwritten: [String]
    /// What was put right, each kind once.
    package let repairs: [Repair]
    /// Bytes taken off the front of the body before `json` starts (a byte order mark); add them to a parser's offset.
    package let skippedBytes: Int

    init(
        format: Format,
        json: [UInt8],
        overwritten: [String] = [],
        repairs: [Repair] = [],
        skippedBytes: Int = 0
    ) {
        self.format = format
        self.json = json
        self.overwritten = overwritten
        self.repairs = repairs
        self.skippedBytes = skippedBytes
    }

    /// The same with one more repair.
    func repaired(_ repair: Repair) -> DecodedSubmission {
        DecodedSubmission(
            format: format,
            json: json,
            overwritten: overwritten,
            repairs: repairs.contains(repair) ? repairs : repairs + [repair],
            skippedBytes: skippedBytes
        )
    }

    /// The same with what a sender's tool put around the characters of its texts taken off.
    var withMendedStrings: DecodedSubmission {
        guard let (text, repairs) = StringMending.mended(json) else { return self }
        return DecodedSubmission(
            format: format,
            json: text,
            overwritten: overwritten,
            repairs: self.repairs + repairs,
            skippedBytes: skippedBytes
        )
    }

    /// The same with other JSON, as a person has mended it.
    package func mended(_ value: JSONValue) -> DecodedSubmission {
        DecodedSubmission(format: format, json: value.serialized, overwritten: overwritten, repairs: repairs)
    }

    /// What a person makes of a body that could not be decoded.
    package init(mended value: JSONValue) {
        self.init(format: .json, json: value.serialized)
    }

    /// The same without the values at these places: credentials that a vendor puts into the body. What cannot be parsed is
    /// as it was.
    package func withoutValues(at places: [JSONPointer]) -> DecodedSubmission {
        guard !places.isEmpty, var value = try? JSONValue.parse(json) else { return self }
        var isChanged = false
        for place in places where value[pointer: place] != nil {
            value = value.replacing(at: place.tokens[...], with: .null)
            isChanged = true
        }
        guard isChanged else { return self }
        return DecodedSubmission(
            format: format,
            json: value.serialized,
            overwritten: overwritten,
            repairs: repairs,
            skippedBytes: skippedBytes
        )
    }

    /// An XML body in which a single element is a list of one at these places; `*` stands for every element of a list.
    package func listing(_ places: [[String]]) -> DecodedSubmission {
        guard format == .xml, !places.isEmpty, var value = try? JSONValue.parse(json) else { return self }
        for place in places { value = value.listing(place[...]) }
        return DecodedSubmission(
            format: format,
            json: value.serialized,
            overwritten: overwritten,
            repairs: repairs,
            skippedBytes: skippedBytes
        )
    }

    /// The submission as the parser takes it: with repaired escapes where it refuses the text for them, else as it is.
    package var readable: DecodedSubmission {
        guard format == .json else { return self }
        do throws(JSONParseError) {
            _ = try JSONDocument(parsing: json)
            return self
        } catch {
            return Self.isRepairable(error) ? withRepairedEscapes ?? self : self
        }
    }

    /// Whether a text is refused for an escape that ``withRepairedEscapes`` puts right.
    package static func isRepairable(_ error: JSONParseError) -> Bool {
        error.code == .loneSurrogate || error.code == .nulCharacter
    }

    /// The same JSON text without what a strict parser refuses in its strings though it has one meaning: escapes of U+0000 and
    /// of half a surrogate pair become that of U+FFFD. `nil` if there is none.
    package var withRepairedEscapes: DecodedSubmission? {
        guard format == .json, let (text, repairs) = EscapeRepair.repaired(json) else { return nil }
        var result = DecodedSubmission(
            format: format,
            json: text,
            overwritten: overwritten,
            repairs: self.repairs,
            skippedBytes: skippedBytes
        )
        for repair in repairs { result = result.repaired(repair) }
        return result
    }
}

extension JSONValue {
    /// The value with another one at a place that is there.
    fileprivate func replacing(at tokens: ArraySlice<String>, with replacement: JSONValue) -> JSONValue {
        guard let token = tokens.first else { return replacement }
        switch self {
        case .object(var object):
            guard let inner = object[token] else { return self }
            object[token] = inner.replacing(at: tokens.dropFirst(), with: replacement)
            return .object(object)
        case .array(var elements):
            guard let index = JSONPointer.index(of: token), elements.indices.contains(index) else { return self }
            elements[index] = elements[index].replacing(at: tokens.dropFirst(), with: replacement)
            return .array(elements)
        default: return self
        }
    }

    /// The value with what stands at a place as a list.
    fileprivate func listing(_ tokens: ArraySlice<String>) -> JSONValue {
        guard let token = tokens.first else {
            switch self {
            case .array, .null: return self
            default: return .array([self])
            }
        }
        switch self {
        case .object(var object) where token != "*":
            guard let inner = object[token] else { return self }
            object[token] = inner.listing(tokens.dropFirst())
            return .object(object)
        case .array(let elements) where token == "*": return .array(elements.map { $0.listing(tokens.dropFirst()) })
        default: return self
        }
    }
}
