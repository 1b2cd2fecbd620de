/// What becomes of values under a name that is there: none that says something is lost.
extension FormTree {
    /// One more value under a name that is there.
    mutating func add(_ value: Value, to node: Int, name: Range<Int>) {
        switch nodes[node].content {
        case .branch:
            // A plain value beside members: one of them, if it says something.
            guard !isBlank(value) else { return }
            addMember(value, to: node, forElements: nodes[node].named == 0, name: name)
        case .value(let first):
            if isBlank(value) {
                overwritten.append(text(of: name))
            } else if isBlank(first) {
                overwritten.append(text(of: name))
                nodes[node].content = .value(value)
            } else {
                _ = isNew(first, of: node)
                guard isNew(value, of: node) else { return }
                nodes[node].values = [first]
                append(value, to: node, name: name)
            }
        case .values:
            if isBlank(value) {
                overwritten.append(text(of: name))
            } else if isNew(value, of: node) {
                append(value, to: node, name: name)
            }
        }
    }

    /// A plain value as a member of a branch: the next element, or the member "".
    mutating func addMember(_ value: Value, to node: Int, forElements isList: Bool, name: Range<Int>) {
        let member = child(of: node, key: bytes.count..<bytes.count, appends: isList)
        if let existing = member.existing {
            add(value, to: existing, name: name)
        } else {
            nodes[member.new].content = .value(value)
        }
    }

    /// One more of several values, in whose place those go that only stand in for it.
    private mutating func append(_ value: Value, to node: Int, name: Range<Int>) {
        if isOneOf(Self.ticked, value) {
            work += nodes[node].values.count
            let companions = nodes[node].values.filter { isOneOf(Self.notTicked, $0) }
            if !companions.isEmpty {
                overwritten.append(text(of: name))
                nodes[node].values = nodes[node].values.filter { !isOneOf(Self.notTicked, $0) }
                for companion in companions { forget(companion, of: node) }
            }
        }
        nodes[node].values.append(value)
        nodes[node].content = nodes[node].values.count == 1 ? .value(value) : .values
    }

    /// Whether a name does not have this text among its values yet; from now on it has. Files are always new.
    ///
    /// A value that a name is known to have is a node beside the tree, so that many values are told apart in linear time.
    private mutating func isNew(_ value: Value, of node: Int) -> Bool {
        guard case .text(let range) = value else { return true }
        let place = place(of: range, below: ~node)
        guard let known = place.existing else {
            nodes[place.new].content = .value(value)
            return true
        }
        guard case .branch = nodes[known].content else { return false }
        nodes[known].content = .value(value)
        return true
    }

    /// A value that was left out may come again.
    private mutating func forget(_ value: Value, of node: Int) {
        guard case .text(let range) = value, let known = place(of: range, below: ~node).existing else { return }
        nodes[known].content = .branch
    }

    func isBlank(_ value: Value) -> Bool {
        switch value {
        case .text(let range): bytes[range].allSatisfy { $0 <= 0x20 }
        case .file: false
        case .nothing: true
        }
    }

    /// What a page sends in a hidden field for a box that is not ticked, and what the box says when it is.
    private static let notTicked: Set<String> = ["0", "false", "off", "no"]
    private static let ticked: Set<String> = ["1", "true", "on", "yes"]

    private func isOneOf(_ words: Set<String>, _ value: Value) -> Bool {
        guard case .text(let range) = value, range.count <= 5 else { return false }
        return words.contains(text(of: range).lowercased())
    }
}
