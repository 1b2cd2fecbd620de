import JSON
import MappingLanguage

/// Campaign parameters and click ids, found wherever senders leave them (payload facts, synthesis E): the query, the
/// form, an object `tracking` in it, the address of the page, the referrer.
struct TrackingParameters {
    /// Members of leadtracking ← the parameters that give them, best first.
    static let places: [String: [JSONKey]] = [
        "kampagne": ["utm_campaign"],
        "keyword": ["utm_term"],
        "trackingId": clickIDs,
    ]

    /// Click ids of ad networks, best first.
    static let clickIDs: [JSONKey] = [
        "gclid", "gcl_id", "gbraid", "wbraid", "fbclid", "msclkid", "ttclid", "li_fat_id",
    ]

    static let all: [JSONKey] =
        ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"] + clickIDs
        + ["gad_source", "gad_campaignid"]

    /// Fields that hold the address of the page the form was on.
    private static let addresses: [JSONKey] = [
        "page_url", "pageUrl", "Page URL", "source_url", "_url", "url", "referrer", "landing_page", "landing_page_url",
        "page", "href", "location",
    ]

    /// Every field of the form that may be asked for.
    static let fields: [JSONKey] = all + addresses + [tracking]

    private static let tracking: JSONKey = "tracking"
    private static let referer: JSONKey = "referer"

    private let input: ComposedInput
    private let field: (JSONKey) -> Int?
    /// The fields of the form that hold addresses, in the order in which they are asked.
    private let addresses: [Int]
    /// The form's own object of them, and the address of the page that led to the form's.
    private let tracking: Int?
    private let referrer: Int?

    /// - Parameter field: finds a field of the form by its name.
    init(input: ComposedInput, field: @escaping (JSONKey) -> Int?) {
        self.input = input
        self.field = field
        addresses = Self.addresses.compactMap(field)
        tracking = field(Self.tracking)
        let headers = input.parts[.headers]
        referrer = headers < 0 ? nil : input.document.member(Self.referer, of: headers)
    }

    init(input: ComposedInput) {
        let form = input.parts[.form]
        self.init(input: input) { form < 0 ? nil : input.document.member($0, of: form) }
    }

    /// The node that holds a parameter, or a text taken out of an address and the node of that address.
    package enum Found {
        case node(Int)
        case text(String, in: Int)
    }

    func find(_ name: JSONKey) -> Found? {
        let document = input.document
        let query = input.parts[.query]
        if query >= 0, let node = document.member(name, of: query), !document.isBlank(at: node) { return .node(node) }
        if let node = field(name), !document.isBlank(at: node) { return .node(node) }
        if let tracking, let node = document.member(name, of: tracking), !document.isBlank(at: node) {
            return .node(node)
        }
        for node in addresses {
            if let text = parameter(name, ofAddressAt: node) { return .text(text, in: node) }
        }
        guard let referrer, let text = parameter(name, ofAddressAt: referrer) else { return nil }
        return .text(text, in: referrer)
    }

    /// Every parameter that came with the lead.
    func all() -> JSONObject {
        var found = JSONObject()
        for key in Self.all {
            switch find(key) {
            case .node(let node): found[key.name] = JSONNode(document: input.document, index: node).value
            case .text(let text, _): found[key.name] = .string(text)
            case nil: break
            }
        }
        return found
    }

    private func parameter(_ name: JSONKey, ofAddressAt node: Int) -> String? {
        guard input.document.kind(at: node) == .string else { return nil }
        let value = input.document.withUTF8(at: node) { QueryString.value(of: name.utf8, inAddress: $0) }
        guard let value, !value.isEmpty else { return nil }
        return value
    }
}

/// The query of a web address, read without making more of it than it is.
enum QueryString {
    /// The decoded value of a parameter, or nil.
    static func value(of name: [UInt8], inAddress address: UnsafeBufferPointer<UInt8>) -> String? {
        guard let mark = address.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        let query = address[(mark + 1)...].prefix { $0 != UInt8(ascii: "#") }
        for pair in query.split(separator: UInt8(ascii: "&")) {
            let key = pair.prefix { $0 != UInt8(ascii: "=") }
            guard key.elementsEqual(name) else { continue }
            return String(validating: decoded(pair.dropFirst(key.count + 1)), as: UTF8.self)
        }
        return nil
    }

    private static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): result.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.next()?.hexadecimalValue, let low = rest.next()?.hexadecimalValue else {
                    return result
                }
                result.append(high << 4 | low)
            default: result.append(byte)
            }
        }
        return result
    }
}
