import MappingLanguage

// Rules that hold what nobody read.

extension PlanCompiler {
    /// Compiles a rule that holds what nobody read. It is run again when that is known; what is around it stays as it is.
    mutating func late(_ body: (inout PlanCompiler) -> Int) -> Int {
        isOnPlainWay = false
        let operation = body(&self)
        isOnPlainWay = true
        return add(.late(operation: operation))
    }

    /// Whether a template that holds what nobody read is written the same with those lines and without, but for the rules in
    /// it: an object whose members do not depend on each other, or an array of those, whose places do not change.
    func isPlain(_ template: Template, _ place: Place) -> Bool {
        switch template.form {
        case .object(let members):
            demanded(of: types(of: members, place.kind)).isEmpty
                && heeded(of: types(of: members, place.kind), members).isEmpty
        case .array(let elements):
            elements.allSatisfy { element in
                guard element.holdsUnread else { return true }
                switch element.form {
                case .object, .array: return isPlain(element, elementPlace(place))
                default: return false
                }
            }
        case .kept(let inner):
            if case .object = inner.form { isPlain(inner, place) } else { false }
        default: false
        }
    }
}
