import GermanValues
package import JSON
package import MappingLanguage
package import Moments

/// All that a mapping may read of one lead: the one input document of the language.
///
/// The document is one tape, so that a node's index is its identity, whichever way a selector came to it:
/// ```json
/// { "payload": …, "query": {}, "headers": {}, "source": {}, "lead": { "id": …, "receivedAt": … },
///   "case": {}, "item": …, "form": … }
/// ```
/// `item` and `form` depend on the mapping and are made of aliases into the payload (``ComposedInput``).
package struct LeadInput: Sendable {
    /// The document as a mapping without `form` and `leads` sees it: its `form` is the payload.
    package let base: JSONDocument
    /// Where on its tape the name of `form` is, the last member.
    private let formName: Int
    /// Whether the address that was posted to brings values: they are the lead's, as those of the body are.
    let hasQuery: Bool
    /// Where the parts are in either document.
    package let parts: InputParts
    package let leadID: String
    package let receivedAt: String
    /// The day the lead was taken in; the first day of 2026 if the time cannot be read.
    package let today: CalendarDate
    /// Which of the nodes that the mapping's `leads` selects is this lead, counted from 0.
    package let item: Int?
    /// Where in the payload's text this lead stands, counted from the payload's first character; `nil` where ``item`` says which
    /// it is. Other leads of a post may have been destroyed: then counting leads astray.
    package let place: Range<Int>?

    /// - Parameters:
    ///   - payload: the decoded body as JSON text.
    ///   - query: the query parameters of the request.
    ///   - headers: lower-case names, credentials removed.
    ///   - attributes: the source's `attributes`.
    ///   - known: the lead's case, as far as it is known.
    ///   - receivedAt: when the lead was taken in, RFC 3339 in UTC; also the "today" of date checks.
    ///   - item: for a mapping with `leads`, which of them.
    ///   - place: where it stands, instead.
    /// - Throws: the payload's ``JSONParseError``; offsets count from its start.
    package init(
        payload: [UInt8],
        query: JSONObject = JSONObject(),
        headers: JSONObject = JSONObject(),
        attributes: JSONObject = JSONObject(),
        case known: JSONObject? = nil,
        leadID: String,
        receivedAt: String,
        item: Int? = nil,
        place: Range<Int>? = nil,
        limits: JSONLimits = .default
    ) throws(JSONParseError) {
        var builder = JSONDocumentBuilder(reserving: payload.count + 512)
        var parts = InputParts()
        builder.beginObject()
        builder.key(Names.payload)
        parts[.payload] = builder.nextIndex
        try builder.append(parsing: payload, limits: limits)
        builder.key(Names.query)
        parts[.query] = builder.nextIndex
        builder.append(.object(query))
        builder.key(Names.headers)
        parts[.headers] = builder.nextIndex
        builder.append(.object(headers))
        builder.key(Names.source)
        parts[.source] = builder.nextIndex
        builder.append(.object(attributes))
        builder.key(Names.lead)
        parts[.lead] = builder.nextIndex
        builder.beginObject()
        builder.key(Names.id)
        builder.append(leadID)
        builder.key(Names.receivedAt)
        builder.append(receivedAt)
        builder.endObject()
        if let known {
            builder.key(Names.case)
            parts[.case] = builder.nextIndex
            builder.append(.object(known))
        }
        // Without a description the form is the payload, if that is an object.
        formName = builder.nextIndex
        builder.key(Names.form)
        builder.appendAlias(to: parts[.payload])
        builder.endObject()
        base = builder.finish()
        hasQuery = !query.isEmpty && base.kind(at: parts[.payload]) == .object
        self.parts = parts
        self.leadID = leadID
        self.receivedAt = receivedAt
        self.item = item
        self.place = place
        today = CalendarDate(startOf: receivedAt) ?? Self.fallback
    }

    private init(_ other: LeadInput, item: Int) {
        base = other.base
        formName = other.formName
        hasQuery = other.hasQuery
        parts = other.parts
        leadID = other.leadID
        receivedAt = other.receivedAt
        today = other.today
        self.item = item
        place = nil
    }

    /// The names of the input document, made ready once.
    package enum Names {
        package static let payload = JSONKey(InputPart.payload.rawValue)
        package static let query = JSONKey(InputPart.query.rawValue)
        package static let headers = JSONKey(InputPart.headers.rawValue)
        package static let source = JSONKey(InputPart.source.rawValue)
        package static let lead = JSONKey(InputPart.lead.rawValue)
        package static let `case` = JSONKey(InputPart.case.rawValue)
        package static let id = JSONKey("id")
        package static let receivedAt = JSONKey("receivedAt")
        package static let form = JSONKey(InputPart.form.rawValue)
    }

    private static let fallback: CalendarDate = {
        guard let date = CalendarDate(year: 2026, month: 1, day: 1) else {
            preconditionFailure("1 January 2026 is a day")
        }
        return date
    }()

    /// The document up to `lead`, still open, so that a mapping's `item` and `form` can be added.
    package var prefix: JSONDocumentBuilder { JSONDocumentBuilder(reopening: base, before: formName) }

    /// The same post, with another of its leads. The lead's id stays.
    package func selecting(item: Int) -> LeadInput { LeadInput(self, item: item) }

    /// The payload.
    package var payload: JSONNode { JSONNode(document: base, index: parts[.payload]) }
}

/// Where on the tape each part of the input starts; -1 for a part that is not there.
package struct InputParts: Sendable {
    private var payload = -1
    private var form = -1
    private var query = -1
    private var headers = -1
    private var source = -1
    private var lead = -1
    private var item = -1
    private var known = -1

    package subscript(part: InputPart) -> Int {
        get {
            switch part {
            case .payload: payload
            case .form: form
            case .query: query
            case .headers: headers
            case .source: source
            case .lead: lead
            case .item: item
            case .case: known
            }
        }
        set {
            switch part {
            case .payload: payload = newValue
            case .form: form = newValue
            case .query: query = newValue
            case .headers: headers = newValue
            case .source: source = newValue
            case .lead: lead = newValue
            case .item: item = newValue
            case .case: known = newValue
            }
        }
    }
}
