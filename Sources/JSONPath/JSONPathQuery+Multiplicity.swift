extension JSONPathQuery {
    /// Whether the query is made to select several nodes: by a wildcard, a slice, `..` or several selectors in one
    /// segment.
    ///
    /// A filter alone does not count: `$.fields[?@.name == 'email']` is the way to select one element by what it holds.
    package var isPlural: Bool {
        path.segments.contains { segment in
            guard !segment.isDescendant, segment.selectors.count == 1 else { return true }
            switch segment.selectors[0] {
            case .wildcard, .slice: return true
            case .name, .index, .filter: return false
            }
        }
    }
}
