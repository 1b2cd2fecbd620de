import MappingLanguage

extension Template {
    /// Whether what nobody read is a part of what it yields.
    var holdsUnread: Bool {
        switch form {
        case .unread: true
        case .literal, .select, .pickedUp, .leadID: false
        case .object(let members): members.contains { $0.template.holdsUnread }
        case .array(let parts), .concatenation(let parts), .first(let parts, _): parts.contains(where: \.holdsUnread)
        case .labelled(_, let inner), .reference(let inner), .kept(let inner), .attached(let inner): inner.holdsUnread
        case .read(let rule):
            rule.from.holdsUnread || rule.lookup?.branches.contains { $0.template.holdsUnread } == true
        case .each(let rule): rule.element.holdsUnread
        case .when(let rule):
            rule.condition.holdsUnread || rule.then.holdsUnread || rule.otherwise?.holdsUnread == true
        case .join(let rule): rule.parts.contains(where: \.holdsUnread)
        case .sum(let rule): rule.parts.contains(where: \.holdsUnread)
        }
    }
}
