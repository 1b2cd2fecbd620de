package import Leads
package import Mapping
import Synchronization
import Targets

/// Documents of leads that have just come, until they are sent: nobody makes them a second time.
///
/// A lead's document is a function of what was sent and of the files in force. So one that is here is what would be made of what
/// is stored, as long as the lead has taken no step and no file has changed; what is not here is made anew.
package final class ReadyDocuments: Sendable {
    private struct State {
        /// The files that all of them were made by.
        var library: MappingLibrary?
        /// Those that came last, and those that came before them: what nobody takes goes when others come.
        var last: [LeadID: ReadyDocument] = [:]
        var earlier: [LeadID: ReadyDocument] = [:]
        /// The bytes of those that came last.
        var bytes = 0
    }

    /// Half of the bytes that are kept at most, and the bytes of one: of usual leads, which take two or three thousand, a burst of 700.
    private static let half = 1 << 20
    private static let mostBytes = 16 << 10
    /// Of how many leads of one post: a batch leaves slowly, and others come meanwhile.
    private static let mostOfPost = 128

    private let state = Mutex(State())

    init() {}

    /// Keeps those of a post's leads that open cases and may go out: what others become depends on what else is stored.
    ///
    /// - Parameter library: the files that the leads were built by.
    package func keep(_ leads: [BuiltLead], of library: MappingLibrary) {
        for lead in leads.prefix(Self.mostOfPost) where lead.caseRole == .opens {
            guard let document = ReadyDocument(lead), document.document.count <= Self.mostBytes else { continue }
            state.withLock { state in
                if state.library !== library { state = State(library: library) }
                if state.bytes >= Self.half { (state.last, state.earlier, state.bytes) = ([:], state.last, 0) }
                state.last[lead.id] = document
                state.bytes += document.document.count
            }
        }
    }

    /// Lets go of all of them.
    package func clear() { state.withLock { $0 = State() } }

    /// Takes out the document of a lead that is as it came; `nil` where it has to be made anew.
    ///
    /// - Parameter library: the files in force.
    package func take(for lead: Lead, of library: MappingLibrary) -> ReadyDocument? {
        guard lead.version == 1 else { return nil }
        return state.withLock { state in
            guard state.library === library else { return nil }
            if let document = state.last.removeValue(forKey: lead.id) {
                state.bytes -= document.document.count
                return document
            }
            return state.earlier.removeValue(forKey: lead.id)
        }
    }
}
