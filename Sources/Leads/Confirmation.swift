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
    /// The body of the answer as it came, for the sealed store: applicant ids in it are needed for later updates.
    package var answer: [UInt8]

    /// A confirmation of its parts.
    package init(
        vorgangsnummer: String? = nil,
        results: [OperationResult] = [],
        messages: [String] = [],
        answer: [UInt8] = []
    ) {
        self.vorgangsnummer = vorgangsnummer
        self.results = results
        self.messages = messages
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

    /// A result of its parts.
    package init(index: Int, name: String, id: String? = nil) {
        self.index = index
        self.name = name
        self.id = id
    }
}
