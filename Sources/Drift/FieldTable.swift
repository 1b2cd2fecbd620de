import Mapping

/// The fields of a source by their places, one behind the other: those of a lead mostly come in the order in which they
/// were added, and are found there without being looked up.
struct FieldTable: Sendable {
    struct Entry: Sendable {
        let place: InputPlace
        fileprivate(set) var record: FieldRecord
    }

    private(set) var entries: [Entry] = []
    private var positions: [InputPlace: Int] = [:]

    var count: Int { entries.count }

    subscript(place: InputPlace) -> FieldRecord? {
        get { positions[place].map { entries[$0].record } }
        set {
            switch (positions[place], newValue) {
            case (let position?, let record?): entries[position].record = record
            case (let position?, nil): remove(at: position)
            case (nil, let record?):
                positions[place] = entries.count
                entries.append(Entry(place: place, record: record))
            case (nil, nil): break
            }
        }
    }

    /// Where among the entries a place is, until one is removed.
    /// - Parameter guess: where it probably is.
    func position(of place: InputPlace, near guess: Int) -> Int? {
        if guess < entries.count, entries[guess].place == place { return guess }
        return positions[place]
    }

    mutating func update<Result>(at position: Int, _ body: (inout FieldRecord) -> Result) -> Result {
        body(&entries[position].record)
    }

    /// The last one takes its position.
    private mutating func remove(at position: Int) {
        entries.swapAt(position, entries.count - 1)
        positions[entries[position].place] = position
        positions[entries.removeLast().place] = nil
    }

    mutating func removeAll(where isRemoved: (Entry) -> Bool) {
        for place in entries.filter(isRemoved).map(\.place) { self[place] = nil }
    }
}
