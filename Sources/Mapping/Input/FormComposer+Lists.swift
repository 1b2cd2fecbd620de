import JSON
import MappingLanguage

/// Questions and answers in a list: `[{"key": …, "value": …}]`, with labels and options from elsewhere, grids of rows.
extension FormComposer {
    mutating func list(_ list: ListShape, _ elements: [Int], unwraps: Bool, in extended: JSONDocument) {
        let described = list.join.map { self.described(by: $0) } ?? [:]
        let describing = self.describing(list)
        for element in elements {
            var names = self.names(list.keys, of: element)
            var label = firstName(list.label, of: element)
            if let join = list.join, let joined = joined(join, element, described) {
                names += joined.names
                label = label ?? joined.label
            }
            for selector in describing {
                evaluation.forEach(selector, from: element) { notes.structure.insert($0) }
            }
            if let rows = cells[element] {
                for row in rows {
                    for name in names { add("\(name) \(row.name)", row.nodes, unwraps: unwraps, in: extended) }
                }
                continue
            }
            guard var values = firstOf(list.values, from: element) ?? unknownValues(of: element, list) else { continue }
            for selector in list.also {
                evaluation.forEach(selector, from: element) { node in
                    if !values.contains(node), !document.isBlank(at: node) { values.append(node) }
                }
            }
            let shown = texts(of: values, list, element, described)
            if let label { for node in shown { notes.labels[node] = label } }
            for name in names { add(name, shown, unwraps: unwraps, in: document) }
        }
    }

    /// What an element holds besides what describes its field, where it has none of the values that the description
    /// knows: a vendor's new kind of answer. `nil` if there is nothing: a question without an answer.
    private func unknownValues(of element: Int, _ list: ListShape) -> [Int]? {
        let describing = self.describing(list).flatMap { evaluation.nodes($0, from: element) }
        var found: [Int] = []
        document.forEachMember(of: element) { _, value in
            if !describing.contains(value), !document.isBlank(at: value) { found.append(value) }
        }
        return found.isEmpty ? nil : found
    }

    /// The names that the selectors find in an element.
    private func names(_ selectors: [Selector], of element: Int) -> [String] {
        var names: [String] = []
        for selector in selectors {
            evaluation.forEach(selector, from: element) { node in if let name = name(at: node) { names.append(name) } }
        }
        return names
    }

    private func firstName(_ selectors: [Selector], of element: Int) -> String? {
        selectors.isEmpty ? nil : names(selectors, of: element).first
    }

    /// What describes a field: its names, its options, and what the description says. Everything else is a value.
    private func describing(_ list: ListShape) -> [Selector] {
        var describing = list.keys + list.label + list.structure
        if let join = list.join { describing.append(join.this) }
        if let options = list.options { describing.append(options.elements) }
        if let grid = list.grid { describing += [grid.rows, grid.columns] }
        return describing
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
            guard let id = name(grid.id, of: node), let text = name(grid.text, of: node) else { continue }
            texts[id] = text
        }
        return texts
    }

    /// A description of a field that stands elsewhere in the payload, and the group that it belongs to.
    private struct Described {
        let field: Int
        /// The groups that it stands in, the outermost first.
        var groups: [Int] = []
    }

    /// All descriptions by what they are found by; of two with the same the first counts.
    private func described(by join: JoinShape) -> [String: Described] {
        var found: [String: Described] = [:]
        func note(_ node: Int, _ description: Described) {
            guard let name = name(join.that, of: node), found[name] == nil else { return }
            found[name] = description
        }
        func noteNested(in group: Int, _ groups: [Int]) {
            guard let nested = join.nested, groups.count < Self.mostGroups else { return }
            for inner in evaluation.nodes(nested, from: group) {
                note(inner, Described(field: inner, groups: groups + [group]))
                noteNested(in: inner, groups + [group])
            }
        }
        for other in evaluation.nodes(join.elements) {
            note(other, Described(field: other))
            noteNested(in: other, [])
        }
        return found
    }

    private func field(_ join: JoinShape, _ element: Int, _ described: [String: Described]) -> Described? {
        name(join.this, of: element).flatMap { described[$0] }
    }

    private func joined(_ join: JoinShape, _ element: Int, _ described: [String: Described])
        -> (names: [String], label: String?)?
    {
        guard let found = field(join, element, described) else { return nil }
        let label = (found.groups + [found.field]).compactMap { firstName(join.label, of: $0) }.joined(separator: ": ")
        let names = self.names(join.keys, of: found.field)
        // Of two groups with the same question each is known with its group's title.
        let isNested = !found.groups.isEmpty && !label.isEmpty
        return (isNested ? names + [label] : names, label.isEmpty ? nil : label)
    }

    /// No form's groups go deeper.
    private static let mostGroups = 8

    /// The values as people read them: the options of the element, or of the description that it is joined with.
    private mutating func texts(of values: [Int], _ list: ListShape, _ element: Int, _ described: [String: Described])
        -> [Int]
    {
        if let options = list.options { return texts(of: values, options: options, element) }
        guard let join = list.join, let options = join.options, let field = field(join, element, described)?.field
        else {
            return values
        }
        return texts(of: values, options: options, field)
    }

    /// Option ids replaced by the nodes of their texts; an id without option stays.
    private mutating func texts(of values: [Int], options: OptionShape, _ holder: Int) -> [Int] {
        var texts: [String: Int] = [:]
        for option in evaluation.nodes(options.elements, from: holder) {
            guard let id = name(options.id, of: option), let text = evaluation.first(options.text, from: option) else {
                continue
            }
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
