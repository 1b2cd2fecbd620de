/// What becomes of values under a name that is there: none that says something is lost.
extension FormTree {
    /// One more value under a name that is there.
    mutating func add(_ value: Value, to node: Int, name: Range<Int>) {
        let known: [Value]
        switch nodes[node].content {
        case .branch:
            // A plain value beside members: one of them, if it says something.
            guard !isBlank(value) else { return }
            let isList = nodes[node].children.allSatisfy { nodes[$0].index != nil }
            let member = child(of: node, key: bytes.count..<bytes.count, appends: isList)
            if let existing = member.existing {
                add(value, to: existing, name: name)
            } else {
                nodes[member.new].content = .value(value)
            }
            return
        case .value(let one): known = [one]
        case .values(let several): known = several
        }
        let telling = known.filter { !isBlank($0) }
        if isBlank(value) {
            overwritten.append(text(of: name))
            return
        }
        if telling.contains(where: { isSame($0, value) }) { return }
        let kept = telling.filter { !isCompanion($0, of: value) }
        if kept.count < known.count { overwritten.append(text(of: name)) }
        nodes[node].content = kept.isEmpty ? .value(value) : .values(kept + [value])
    }

    func isBlank(_ value: Value) -> Bool {
        switch value {
        case .text(let range): bytes[range].allSatisfy { $0 <= 0x20 }
        case .file: false
        case .nothing: true
        }
    }

    private func isSame(_ one: Value, _ other: Value) -> Bool {
        switch (one, other) {
        case (.text(let left), .text(let right)): equal(left, right)
        case (.nothing, .nothing): true
        default: false
        }
    }

    /// Whether a value is the hidden one that a page sends for a box which is not ticked, and the other says that it is.
    private func isCompanion(_ hidden: Value, of ticked: Value) -> Bool {
        guard case .text(let no) = hidden, case .text(let yes) = ticked else { return false }
        return ["0", "false", "off", "no"].contains(text(of: no).lowercased())
            && ["1", "true", "on", "yes"].contains(text(of: yes).lowercased())
    }
}
