/// How the stand-in behaves where the documents contradict each other or are silent: one switch each.
///
/// ``switches`` is the one table: settings, help and tests are made from it.
package struct SandboxBehaviour: Sendable, Equatable {
    /// What a v2 (or v1) address of the Vorgaenge API does since its end of life.
    package enum EndOfLife: String, Sendable, CaseIterable { case gone, notFound = "not-found", works }
    /// Which of the two published success codes a changed partner role answers.
    package enum PartnerStatus: String, Sendable, CaseIterable { case readme, specification }
    /// How a PUT of Kundenangaben by somebody who is not Bearbeiter fails.
    package enum EditorFault: String, Sendable, CaseIterable { case badRequest = "400", forbidden = "403" }
    /// How a case of somebody else is answered.
    package enum ForeignCase: String, Sendable, CaseIterable { case forbidden = "403", notFound = "404" }
    /// What happens without `datenkontext`, which the schema calls required and gives a default.
    package enum MissingContext: String, Sendable, CaseIterable { case refused, defaulted = "default" }
    /// What GET gives back for `referenzId`, which is "not saved" and in the README's example all the same.
    package enum ReadReferences: String, Sendable, CaseIterable { case generated, asSent = "as-sent", omitted }
    /// Whether the KEX import names unknown members in `messages`.
    package enum UnknownMembers: String, Sendable, CaseIterable { case silent, reported }
    /// Who is Bearbeiter of a KEX case that names none.
    package enum ImplicitEditor: String, Sendable, CaseIterable { case kundenbetreuer, nobody }
    /// Where the payload of a mutation stands in `data`.
    package enum DataNesting: String, Sendable, CaseIterable { case byField = "nested", flat }
    /// Where an error of an executed mutation has its code.
    package enum ErrorStatus: String, Sendable, CaseIterable { case member = "status", extensions, absent }
    /// What a failed mutation does to the rest of its document.
    package enum PartialSuccess: String, Sendable, CaseIterable { case continues, stops }
    /// Which published version of the Antragsstatus rules holds.
    package enum StatusRules: String, Sendable, CaseIterable { case current, seed }
    /// Which APIs count into the limit per client.
    package enum LimitedAPIs: String, Sendable, CaseIterable { case vorgaenge, all }

    /// See ``EndOfLife``.
    package var vorgaengeV2 = EndOfLife.gone
    /// See ``PartnerStatus``.
    package var partnerStatus = PartnerStatus.readme
    /// See ``EditorFault``.
    package var replaceWithoutEditor = EditorFault.badRequest
    /// See ``ForeignCase``.
    package var foreignCase = ForeignCase.forbidden
    /// See ``MissingContext``.
    package var missingDatenkontext = MissingContext.refused
    /// See ``ReadReferences``.
    package var referenzId = ReadReferences.generated
    /// See ``UnknownMembers``.
    package var kexUnknownMembers = UnknownMembers.silent
    /// See ``ImplicitEditor``.
    package var kexEditor = ImplicitEditor.kundenbetreuer
    /// See ``DataNesting``.
    package var graphQLData = DataNesting.byField
    /// See ``ErrorStatus``.
    package var graphQLStatus = ErrorStatus.member
    /// See ``PartialSuccess``.
    package var graphQLPartial = PartialSuccess.continues
    /// See ``StatusRules``.
    package var antragsstatus = StatusRules.current
    /// See ``LimitedAPIs``.
    package var limited = LimitedAPIs.vorgaenge

    /// The behaviour of a fresh sandbox.
    package init() {}

    /// One switch, as settings and help see it.
    struct Switch: Sendable {
        var name: String
        var values: [String]
        var explanation: String
        var read: @Sendable (SandboxBehaviour) -> String
        /// Sets the value; false if it is not among ``values``.
        var write: @Sendable (inout SandboxBehaviour, String) -> Bool

        init<Value: RawRepresentable<String> & CaseIterable & SendableMetatype>(
            _ name: String,
            _ member: any WritableKeyPath<SandboxBehaviour, Value> & Sendable,
            _ explanation: String
        ) {
            self.name = name
            values = Value.allCases.map(\.rawValue)
            self.explanation = explanation
            read = { $0[keyPath: member].rawValue }
            write = { behaviour, text in
                guard let value = Value(rawValue: text) else { return false }
                behaviour[keyPath: member] = value
                return true
            }
        }
    }

    /// All switches.
    static let switches: [Switch] = [
        Switch(
            "vorgaengeV2",
            \.vorgaengeV2,
            "what /v1 and /v2 answer after their end of life: 410, 404, or as v3 does"
        ),
        Switch("partnerStatus", \.partnerStatus, "success of PUT kundenBetreuer/vorgangsBearbeiter: 201, or 204/200"),
        Switch("replaceWithoutEditor", \.replaceWithoutEditor, "status of PUT /kundenangaben by no Bearbeiter"),
        Switch("foreignCase", \.foreignCase, "status for a case that the caller may not see"),
        Switch(
            "missingDatenkontext",
            \.missingDatenkontext,
            "Kundenangaben without datenkontext: 400, or ECHT_GESCHAEFT"
        ),
        Switch("referenzId", \.referenzId, "referenzId in GET /kundenangaben: fresh and consistent, as sent, or none"),
        Switch("kexUnknownMembers", \.kexUnknownMembers, "whether the KEX import names unknown members in messages"),
        Switch("kexEditor", \.kexEditor, "the Bearbeiter of a KEX case that was imported without one"),
        Switch("graphQLData", \.graphQLData, "data.<mutation>.messages as in GraphQL, or data.messages as printed"),
        Switch(
            "graphQLStatus",
            \.graphQLStatus,
            "where a mutation's error has its code: status, extensions.status, nowhere"
        ),
        Switch(
            "graphQLPartial",
            \.graphQLPartial,
            "after a failed mutation: go on (its data is null), or stop (data is null)"
        ),
        Switch(
            "antragsstatus",
            \.antragsstatus,
            "whether a status is required (seed) or a comment alone is enough (current)"
        ),
        Switch("limited", \.limited, "what counts into the requests per minute: the Vorgaenge API, or all APIs"),
    ]
}
