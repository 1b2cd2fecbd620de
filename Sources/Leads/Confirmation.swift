package import Targets

/// What a target answered to a document that it took: the proof of a delivery.
///
/// Which parts have to be there, the target's profile says (``TargetProfile/proof-swift.property``).
package struct Confirmation: Sendable, Hashable {
    /// The number of the case that was opened or changed, where the target has one.
    package var vorgangsnummer: String?
    /// What became of each operation of the document, in their order; empty where it has none.
    package var results: [OperationResult]
    /// What the target remarked. A target's words may quote the lead: sealed at rest, never logged.
    package var messages: [String]
    /// The same remarks, as far as they name the place they are about. Sealed like ``messages``.
    package var remarks: [Remark]
    /// Ids that the target gave to what it stored, under their names in our document: `antragsteller1`. Later updates
    /// of the case need them.
    package var ids: [String: String]
    /// Where the target stored something else than was sent, as far as it could be read back.
    package var differences: [ReadBackDifference]
    /// The body of the answer as it came, for the sealed store: applicant ids in it are needed for later updates.
    package var answer: [UInt8]

    /// A confirmation of its parts.
    package init(
        vorgangsnummer: String? = nil,
        results: [OperationResult] = [],
        messages: [String] = [],
        remarks: [Remark] = [],
        ids: [String: String] = [:],
        differences: [ReadBackDifference] = [],
        answer: [UInt8] = []
    ) {
        self.vorgangsnummer = vorgangsnummer
        self.results = results
        self.messages = messages
        self.remarks = remarks
        self.ids = ids
        self.differences = differences
        self.answer = answer
    }

    /// Whether it brings what a target's profile asks of a success.
    package func brings(_ proof: TargetProfile.Proof) -> Bool {
        switch proof {
        case .vorgangsnummer: vorgangsnummer?.isEmpty == false
        case .results: !results.isEmpty
        case .status: true
        }
    }
}

/// What became of one operation of a document that has several.
package struct OperationResult: Sendable, Hashable {
    /// Its place in the document, from 0.
    package var index: Int
    /// Its name: `addRatenkredit`.
    package var name: String
    /// What it made, where the target gives it an id.
    package var id: String?
    /// What the target adapted of it, in its own words: sealed at rest, never logged.
    package var messages: [String]

    /// A result of its parts.
    package init(index: Int, name: String, id: String? = nil, messages: [String] = []) {
        self.index = index
        self.name = name
        self.id = id
        self.messages = messages
    }
}
