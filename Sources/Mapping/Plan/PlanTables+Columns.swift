import JSON

/// The fields of a form that a plan reads, and finding them in one walk over the form.
extension PlanTables {
    var columnCount: Int { columns.count }

    /// How many words of 64 bits a set of columns has.
    var wordsOfColumns: Int { (columns.count + 63) / 64 }

    /// The column of a name; `nil` if the plan reads no such field.
    func column(named name: JSONKey) -> Int? {
        let mask = columnPlaces.count &- 1
        var place = Int(name.fingerprint) & mask
        while true {
            let number = Int(columnPlaces[place])
            guard number >= 0 else { return nil }
            let column = columns[number]
            if column.fingerprint == name.fingerprint, name.isSame(as: bytes(of: column.name)) { return number }
            place = (place &+ 1) & mask
        }
    }

    /// Finds all fields of a form that the plan reads, going through the form once; -1 for those that it does not have.
    ///
    /// - Parameters:
    ///   - present: the set of the columns that it has.
    ///   - form: the form's node, or -1.
    func fill(
        _ nodes: UnsafeMutableBufferPointer<Int32>,
        _ present: UnsafeMutableBufferPointer<UInt64>,
        from form: Int,
        of view: JSONView
    ) {
        nodes.initialize(repeating: -1)
        present.initialize(repeating: 0)
        guard form >= 0, columnCount > 0 else { return }
        let mask = columnPlaces.count &- 1
        view.forEachMember(of: form) { name, fingerprint, node in
            var place = Int(fingerprint) & mask
            while true {
                let number = Int(columnPlaces[place])
                guard number >= 0 else { return }
                let column = columns[number]
                if column.fingerprint == fingerprint, bytes(of: column.name).isSame(as: view.text(at: name)) {
                    nodes[number] = Int32(truncatingIfNeeded: node)
                    present[number / 64] |= 1 << UInt64(number % 64)
                    return
                }
                place = (place &+ 1) & mask
            }
        }
    }
}
