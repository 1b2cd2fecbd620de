import TargetSchemas
package import Targets

/// What is asked of a mapping's target for every lead: a whole profile is much to copy.
extension Mapping {
    /// What its leads do to a case.
    package var caseRole: TargetProfile.CaseRole { schema.profile.caseRole }

    /// Where a document says who somebody is.
    package var persons: [PersonPlace] { schema.profile.persons }
}
