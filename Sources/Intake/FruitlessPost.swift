package import Leads

/// A post of a source that made no new lead, for whoever looks on.
package enum FruitlessPost: Sendable, Hashable {
    /// It was turned away; why, as a stable word.
    case refused(reason: String)
    /// It was there before, and got the receipt of this lead.
    case repeated(LeadID)
    /// Its key was there before with other content, which is kept beside this lead.
    case repeatedDifferently(LeadID)
    /// It has no lead in it, as its vendor or source says.
    case ignored
}
