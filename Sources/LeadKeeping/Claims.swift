package import Foundation
package import Leads
package import Targets

/// What a live lead has alone: the reference by which its target knows it, and the case that it opens.
///
/// A store's unique indexes keep to it; asking first gives the cause its words.
package struct Claims: Equatable {
    package let target: Target
    package let mode: DeliveryMode
    /// The reference, where it is not the lead's own id.
    package let reference: String?
    /// The keyed hash of the case.
    package let caseKey: Data?

    package init(of lead: Lead, caseKey: Data?) {
        target = lead.target
        mode = lead.mode
        reference = lead.claimedReference
        self.caseKey = lead.claimsCase ? caseKey : nil
    }
}
