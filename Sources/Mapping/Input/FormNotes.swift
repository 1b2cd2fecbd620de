/// What is known of the nodes of an input beside their values, from making its `form`.
package struct FormNotes: Sendable {
    /// Payload nodes whose leaves are the form's structure (labels, ids, types), not what a customer typed.
    package var structure = NodeSet()
    /// The other leads of the same post: no value of theirs may get into this lead.
    package var otherLeads: Set<Int> = []
    /// Texts of the payload that hold JSON, and the node that was parsed from each.
    package var expanded: [Int: Int] = [:]
    /// Payload nodes that another node stands for: option ids that were replaced by the option's text.
    package var replaced: [Int: Int] = [:]
    /// What people call a node's field, where that is not its name: the question.
    package var labels: [Int: String] = [:]
    /// Fields that the vendor adds: technical by their names.
    package var technical = NodeSet()
}
