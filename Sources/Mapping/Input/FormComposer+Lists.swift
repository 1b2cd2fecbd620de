import JSON
import MappingLanguage

/// Questions and answers in a list: `[{"key": …, "value": …}]`, with labels and options from elsewhere, grids of rows.
extension FormComposer {
    mutating func list(_ list: ListShape, unwraps: Bool, in extended: JSONDocument) {
        let described = list.join.map(described(by:)) ?? [:]
        for element in evaluation.nodes(list.elements) {
            var names = list.keys.flatMap { evaluation.nodes($0, from: element) }.compactMap(name(at:))
            var label = list.label.flatMap { evaluation.nodes($0, from: element) }.compactMap(name(at:)).first
            if let join = list.join, let joined = joined(join, element, described) {
                names += joined.names
                label = label ?? joined.label
            }
            markStructure(of: element, list)
            if let rows = cells[element] {
                for row in rows {
                    for name in names { add("\(name) \(row.name)", row.nodes, unwraps: unwraps, in: extended) }
                }
                continue
            }
            guard var values = firstOf(list.values, from: element) else { continue }
            for node in list.also.flatMap({ evaluation.nodes($0, from: element) })
            where !values.contains(node) && !document.isBlank(at: node) {
                values.append(node)
            }
            let shown = list.options.map { texts(of: values, options: $0, element) } ?? values
            if let label { for node in shown { notes.labels[node] = label } }
            for name in names { add(name, shown, unwraps: unwraps, in: document) }
        }
    }

    /// What describes a field: its names, its options, and what the description says. Everything else is a value.
    private mutating func markStructure(of element: Int, _ list: ListShape) {
        var describing = list.keys + list.label + list.structure
        if let join = list.join { describing.append(join.this) }
        if let options = list.options { describing.append(options.elements) }
        if let grid = list.grid { describing += [grid.rows, grid.columns] }
        for selector in describing { notes.structure.formUnion(evaluation.nodes(selector, from: element)) }
    }

    /// The rows of a question with a chosen column in each: texts of their own, which stand for the columns' ids.
    mutating func addCells(of element: Int, _ list: ListShape, _ grid: GridShape) {
        guard let value = firstOf(list.values, from: element)?.first, document.kind(at: value) == .object else {
            return
        }
        let rows = texts(of: grid.rows, grid, element)
        let columns = texts(of: grid.columns, grid, element)
        guard !rows.isEmpty else { return }
        var chosen: [(row: String, ids: [Int])] = []
        document.forEachMember(of: value) { name, ids in
            guard let row = document.string(at: name) else { return }
            var nodes: [Int] = []
            document.forEachElement(of: ids) { nodes.append($0) }
            chosen.append((rows[row] ?? row, nodes.isEmpty && document.kind(at: ids) != .array ? [ids] : nodes))
        }
        var found: [(name: String, nodes: [Int])] = []
        builder.key("form-cells-\(element)")
        builder.beginArray()
        for (row, ids) in chosen {
            var nodes: [Int] = []
            for id in ids {
                guard let text = name(at: id).flatMap({ columns[$0] }) else {
                    nodes.append(id)
                    continue
                }
                notes.replaced[builder.nextIndex] = id
                nodes.append(builder.nextIndex)
                builder.append(text)
            }
            if !nodes.isEmpty { found.append((row, nodes)) }
        }
        builder.endArray()
        cells[element] = found
    }

    private func texts(of elements: Selector, _ grid: GridShape, _ element: Int) -> [String: String] {
        var texts: [String: String] = [:]
        for node in evaluation.nodes(elements, from: element) {
            guard let id = evaluation.nodes(grid.id, from: node).first.flatMap(name(at:)),
                let text = evaluation.nodes(grid.text, from: node).first.flatMap(name(at:))
            else { continue }
            texts[id] = text
        }
        return texts
    }

    /// A description of a field that stands elsewhere in the payload, and the group that it belongs to.
    private struct Described {
        let group: Int
        /// Nil where the group is the field.
        let inner: Int?
    }

    /// All descriptions by what they are found by; of two with the same the first counts.
    private func described(by join: JoinShape) -> [String: Described] {
        var found: [String: Described] = [:]
        func note(_ node: Int, _ description: Described) {
            guard let name = evaluation.nodes(join.that, from: node).first.flatMap(name(at:)), found[name] == nil else {
                return
            }
            found[name] = description
        }
        for other in evaluation.nodes(join.elements) {
            note(other, Described(group: other, inner: nil))
            guard let nested = join.nested else { continue }
            for inner in evaluation.nodes(nested, from: other) { note(inner, Described(group: other, inner: inner)) }
        }
        return found
    }

    private func joined(_ join: JoinShape, _ element: Int, _ described: [String: Described])
        -> (names: [String], label: String?)?
    {
        guard let wanted = evaluation.nodes(join.this, from: element).first.flatMap(name(at:)),
            let found = described[wanted]
        else { return nil }
        func texts(_ selectors: [Selector], _ node: Int) -> [String] {
            selectors.flatMap { evaluation.nodes($0, from: node) }.compactMap(name(at:))
        }
        guard let inner = found.inner else {
            return (texts(join.keys, found.group), texts(join.label, found.group).first)
        }
        let label = [texts(join.label, found.group).first, texts(join.label, inner).first].compactMap { $0 }
        let whole = label.joined(separator: ": ")
        // Of two groups with the same question each is known with its group's title.
        return (texts(join.keys, inner) + (whole.isEmpty ? [] : [whole]), whole.isEmpty ? nil : whole)
    }

    /// Option ids replaced by the nodes of their texts; an id without option stays.
    private mutating func texts(of values: [Int], options: OptionShape, _ element: Int) -> [Int] {
        var texts: [String: Int] = [:]
        for option in evaluation.nodes(options.elements, from: element) {
            guard let id = evaluation.nodes(options.id, from: option).first.flatMap(name(at:)),
                let text = evaluation.nodes(options.text, from: option).first
            else { continue }
            texts[id] = text
        }
        guard !texts.isEmpty else { return values }
        var shown: [Int] = []
        for value in values {
            var ids: [Int] = []
            if document.kind(at: value) == .array {
                document.forEachElement(of: value) { ids.append($0) }
            } else {
                ids = [value]
            }
            for id in ids {
                let text = name(at: id).flatMap { texts[$0] }
                if let text { notes.replaced[text] = id }
                shown.append(text ?? id)
            }
        }
        return shown
    }
}
