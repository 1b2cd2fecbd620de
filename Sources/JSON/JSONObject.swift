/// The members of a JSON object, in their order, each name once.
///
/// Names are compared by bytes (RFC 8259 §8.3), so `é` and `e` + U+0301 are two names. Look-up is a scan in small objects
/// and hashed in large ones, so that a hostile body of 100 000 names stays linear.
package struct JSONObject: Sendable {
    /// One name with its value.
    package struct Member: Sendable, Hashable {
        /// The name.
        package let key: String
        /// The value.
        package var value: JSONValue

        /// A member.
        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }

        package static func == (left: Member, right: Member) -> Bool {
            left.key.hasSameBytes(as: right.key) && left.value == right.value
        }

        package func hash(into hasher: inout Hasher) {
            key.hashBytes(into: &hasher)
            hasher.combine(value)
        }
    }

    /// The members in order.
    package private(set) var members: [Member]
    /// Name → place, once there are many members.
    private var places: [ByteKey: Int]?

    private static let scanned = 24

    /// An object without members.
    package init() { members = [] }

    /// An object without members, with room for so many.
    package init(reserving count: Int) {
        members = []
        members.reserveCapacity(count)
    }

    /// An object with these members; of two with the same name the later one's value counts, in the earlier one's place.
    package init(_ members: some Sequence<(String, JSONValue)>) {
        self.init(reserving: members.underestimatedCount)
        for (key, value) in members { append(key, value) }
    }

    /// An object of members that are known to have different names.
    init(distinct members: [Member]) {
        self.members = members
        indexIfLarge()
    }

    /// The number of members.
    package var count: Int { members.count }

    /// Whether there is no member.
    package var isEmpty: Bool { members.isEmpty }

    /// The names in order.
    package var keys: [String] { members.map(\.key) }

    /// The values in order.
    package var values: [JSONValue] { members.map(\.value) }

    /// The value of a member. Setting one that exists keeps its place, a new one goes to the end, nil removes.
    package subscript(key: String) -> JSONValue? {
        get { place(of: key).map { members[$0].value } }
        set {
            guard let newValue else {
                removeValue(forKey: key)
                return
            }
            append(key, newValue)
        }
    }

    /// Adds a member at the end; if the name is there already, its value is replaced in its place.
    package mutating func append(_ key: String, _ value: JSONValue) {
        if let place = place(of: key) {
            members[place].value = value
            return
        }
        members.append(Member(key: key, value: value))
        if places != nil { places?[ByteKey(text: key)] = members.count - 1 } else { indexIfLarge() }
    }

    /// Takes a member out and returns its value.
    @discardableResult
    package mutating func removeValue(forKey key: String) -> JSONValue? {
        guard let place = place(of: key) else { return nil }
        let value = members.remove(at: place).value
        places = nil
        indexIfLarge()
        return value
    }

    /// Whether a member has this name.
    package func contains(key: String) -> Bool { place(of: key) != nil }

    /// An object of the members that are wanted, in the same order.
    package func filter(_ isWanted: (Member) -> Bool) -> JSONObject {
        JSONObject(distinct: members.filter(isWanted))
    }

    /// An object of the same names with other values; nil leaves a member out.
    package func compactMapValues(_ transform: (Member) -> JSONValue?) -> JSONObject {
        JSONObject(
            distinct: members.compactMap { member in transform(member).map { Member(key: member.key, value: $0) } }
        )
    }

    private func place(of key: String) -> Int? {
        if let places { return places[ByteKey(text: key)] }
        return members.firstIndex { $0.key.hasSameBytes(as: key) }
    }

    private mutating func indexIfLarge() {
        guard members.count > Self.scanned else { return }
        var places: [ByteKey: Int] = [:]
        places.reserveCapacity(members.count)
        for (place, member) in members.enumerated() { places[ByteKey(text: member.key)] = place }
        self.places = places
    }
}

extension JSONObject: Sequence {
    package func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }

    package var underestimatedCount: Int { members.count }
}

extension JSONObject: Hashable {
    /// Whether both have the same members in the same order.
    package static func == (left: JSONObject, right: JSONObject) -> Bool { left.members == right.members }

    package func hash(into hasher: inout Hasher) { hasher.combine(members) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

/// A name as a dictionary key that compares by bytes.
private struct ByteKey: Hashable {
    let text: String

    static func == (left: ByteKey, right: ByteKey) -> Bool { left.text.hasSameBytes(as: right.text) }

    func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}
