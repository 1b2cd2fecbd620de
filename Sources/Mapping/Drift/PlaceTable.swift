import JSON
import MappingLanguage

/// The places of a source's form by number. They are the same in nearly every lead: a name is made harmless and hashed
/// once, and then known by its bytes. Names mostly come in the order in which they came first, and are not looked up then.
struct PlaceTable: Sendable {
    /// A name as it came, in a container.
    private struct Name {
        let key: Key
        let bytes: [UInt8]
        /// The number of its place.
        let place: Int
        let isTracking: Bool

        struct Key: Hashable {
            let container: Int
            let fingerprint: UInt32
        }

        func `is`(_ name: UnsafeBufferPointer<UInt8>) -> Bool { bytes.withUnsafeBufferPointer { $0.isSame(as: name) } }
    }

    /// By number.
    private(set) var places: [InputPlace] = []
    private var numbers: [InputPlace: Int] = [:]
    private var names: [Name] = []
    private var positions: [Name.Key: Int] = [:]
    /// Where among the names the next one probably is.
    private var next = 0

    /// Names and places that are remembered from lead to lead.
    private static let most = 1_024
    /// Longer names, in bytes, are not.
    private static let longest = 128

    /// Whether it has grown so large that it is better begun anew.
    var isLarge: Bool { places.count > Self.most || names.count > Self.most }

    mutating func number(of place: InputPlace) -> Int {
        if let known = numbers[place] { return known }
        places.append(place)
        numbers[place] = places.count - 1
        return places.count - 1
    }

    /// The place of the elements below this one.
    mutating func elements(of container: Int) -> Int { number(of: places[container].elements) }

    /// The place of a member below this one.
    ///
    /// - Parameter fingerprint: the ``JSONKey/fingerprint`` of its name.
    /// - Returns: also whether it is a campaign parameter, which is kept with every lead, whether a rule reads it or not.
    mutating func member(
        _ name: UnsafeBufferPointer<UInt8>,
        _ fingerprint: UInt32,
        of container: Int
    ) -> (place: Int, isTracking: Bool) {
        let key = Name.Key(container: container, fingerprint: fingerprint)
        if next < names.count, names[next].key == key, names[next].is(name) {
            defer { next += 1 }
            return (names[next].place, names[next].isTracking)
        }
        let known = positions[key]
        if let known, names[known].is(name) {
            next = known + 1
            return (names[known].place, names[known].isTracking)
        }
        let text = String(decoding: name, as: UTF8.self)
        let place = number(of: places[container].appending(text))
        let isTracking = Self.trackingNames.contains(text)
        if known == nil, name.count <= Self.longest {
            positions[key] = names.count
            names.append(Name(key: key, bytes: Array(name), place: place, isTracking: isTracking))
            next = names.count
        }
        return (place, isTracking)
    }

    private static let trackingNames = Set(TrackingParameters.all.map(\.name))
}
