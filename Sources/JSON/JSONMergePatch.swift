extension JSONValue {
    /// This value with a JSON Merge Patch applied (RFC 7396): members of the patch replace, objects merge, `null` removes.
    ///
    /// Members keep their order; new ones follow in the patch's order.
    package func mergePatched(with patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        let target = objectValue ?? JSONObject()
        var merged = target.compactMapValues { member in
            guard let change = changes[member.key] else { return member.value }
            return change.isNull ? nil : member.value.mergePatched(with: change)
        }
        for change in changes where !change.value.isNull && !target.contains(key: change.key) {
            merged.append(change.key, JSONValue.null.mergePatched(with: change.value))
        }
        return .object(merged)
    }
}
