/// What one target is: everything that others need to know of it, as a value.
///
/// Mapping, checker, editor, intake, lanes, admin API and documentation ask the profile; only the target's own client and
/// its stand-in know more. A new target is one profile, one schema, one `TargetSystem` and one line in the program's list of
/// targets, which wires the three.
package struct TargetProfile: Sendable, Hashable {
    /// Its name.
    package var target: Target
    /// Its name for people: `BaufiSmart Kundenangaben`.
    package var title: String
    /// What a mapping's document is.
    package var document: DocumentShape
    /// What the target does with what it does not know.
    package var tolerance: Tolerance
    /// The column of the German choice tables with this target's values; `nil` where it has none of its own.
    package var choices: String?
    /// Where the source's attachments go in the document; what is not named has no place.
    package var attachments: [AttachmentRule]
    /// Attachments without which the target refuses every document.
    package var requiredAttachments: Set<Attachment>
    /// Objects of the document's root that are always there, empty if need be.
    package var standing: [String]
    /// Whether a document opens a case or belongs to one.
    package var caseRole: CaseRole
    /// The target whose leads open the cases that this one deals with; itself, where it opens them.
    package var opener: Target
    /// For a target that reports: the members of a document, the first that is there, whose value tells which others it
    /// has to keep in order with.
    package var orderedBy: [String]
    /// What a success has to bring to be believed.
    package var proof: Proof
    /// How a lost answer is cleared up.
    package var lookup: LookupMeans
    /// What may be sent again without asking, after an answer was lost.
    package var repetition: Repetition
    /// What 404 and 410 say of a request about a case.
    package var missing: FaultScope
    /// Whether the target promises that nothing was taken when it answers an error, even an internal one.
    package var errorsTakeNothing: Bool
    /// Whether a person can open its cases on a page of their own, by their number (fact sheet 1.0).
    package var hasCasePage: Bool
    /// Where in a document it is said who somebody is.
    package var persons: [PersonPlace]
    /// The rights it needs.
    package var scopes: Scopes
    /// What else it can do with a document, by the word that a mapping names in `"operation"`: the target as it is then.
    package var operations: [String: TargetProfile]

    /// A profile of its parts.
    package init(
        target: Target,
        title: String,
        document: DocumentShape,
        tolerance: Tolerance,
        choices: String? = nil,
        attachments: [AttachmentRule] = [],
        requiredAttachments: Set<Attachment> = [],
        standing: [String] = [],
        caseRole: CaseRole,
        opener: Target? = nil,
        orderedBy: [String] = [],
        proof: Proof,
        lookup: LookupMeans,
        repetition: Repetition,
        missing: FaultScope,
        errorsTakeNothing: Bool = false,
        hasCasePage: Bool = false,
        persons: [PersonPlace] = [],
        scopes: Scopes,
        operations: [String: TargetProfile] = [:]
    ) {
        self.target = target
        self.title = title
        self.document = document
        self.tolerance = tolerance
        self.choices = choices
        self.attachments = attachments
        self.requiredAttachments = requiredAttachments
        self.standing = standing
        self.caseRole = caseRole
        self.opener = opener ?? target
        self.orderedBy = orderedBy
        self.proof = proof
        self.lookup = lookup
        self.repetition = repetition
        self.missing = missing
        self.errorsTakeNothing = errorsTakeNothing
        self.hasCasePage = hasCasePage
        self.persons = persons
        self.scopes = scopes
        self.operations = operations
    }

    /// The target as it is for a mapping that names this operation; itself without one, `nil` if it has no such operation.
    package func performing(_ operation: String?) -> TargetProfile? {
        guard let operation else { return self }
        return operations[operation]
    }
}

extension TargetProfile {
    /// What a mapping writes.
    package enum DocumentShape: Sendable, Hashable {
        /// One object, sent as it is.
        case object
        /// A list of operations in their order, each an object with one member: `[{"addRatenkredit": {…}}, …]`.
        case operations
    }

    /// What the target does with members and values that it does not know (fact sheet 1.4, 1.5, 2.2).
    package enum Tolerance: Sendable, Hashable {
        /// Drops them and says nothing.
        case silent
        /// Drops them and says so in `messages`.
        case remarking
        /// Refuses the document.
        case strict
    }

    /// A document's relation to a case.
    package enum CaseRole: String, Sendable, Hashable, CaseIterable {
        /// It opens a case; it is the first of its case.
        case opens
        /// It changes a case that another lead opened or the document names; after that, one at a time.
        case changes
        /// It belongs to an application; one at a time, in the order received.
        case reports
    }

    /// What makes a success one.
    package enum Proof: Sendable, Hashable {
        /// The case number.
        case vorgangsnummer
        /// A result for each operation.
        case results
        /// The status alone.
        case status
    }

    /// How the target can be asked what became of a request.
    package enum LookupMeans: Sendable, Hashable {
        case none
        /// The list of cases, by our reference (fact sheet 2.7).
        case reference
        /// The state of the case itself.
        case state
    }

    /// What may be sent again blindly.
    package enum Repetition: Sendable, Hashable {
        /// Nothing: a second request makes a second case.
        case never
        /// Everything but these members or operations: they would take effect twice.
        case safe(except: Set<String>)
        /// Operations whose names begin with one of these.
        case prefixes(Set<String>)

        /// Whether an operation, or a member of a document, has no further effect when it is sent again.
        package func allows(_ name: String) -> Bool {
            switch self {
            case .never: false
            case .safe(let exceptions): !exceptions.contains(name)
            case .prefixes(let prefixes): prefixes.contains { name.hasPrefix($0) }
            }
        }
    }

    /// Whose fault an answer shows.
    package enum FaultScope: Sendable, Hashable {
        /// This lead's: its case is not there.
        case lead
        /// The target's configuration: the address is wrong.
        case configuration
    }

    /// OAuth2 scopes (fact sheet 1.0).
    package struct Scopes: Sendable, Hashable {
        /// To deliver.
        package var write: [String]
        /// To look up and read back; without them both are left out.
        package var read: [String]
        /// Besides, for real business.
        package var production: [String]

        /// Scopes of their kinds.
        package init(write: [String], read: [String] = [], production: [String] = []) {
            self.write = write
            self.read = read
            self.production = production
        }

        /// What a delivery needs.
        package func delivering(_ mode: DeliveryMode) -> [String] { write + (mode == .production ? production : []) }

        /// What a look-up or a read-back needs; empty where there is none.
        package func reading(_ mode: DeliveryMode) -> [String] {
            read.isEmpty ? [] : read + (mode == .production ? production : [])
        }
    }
}
