/// What the stand-in assumes because no document says it: the one list, printed by `leadgate sandbox --assumptions`, and
/// named in the header `X-Sandbox-Assumption` of every answer that rests on one (fact sheet 6, honesty rule).
package enum Assumption: String, Sendable, CaseIterable {
    // Everywhere.
    case bodyLimit = "body-limit"
    case mediaType = "media-type"
    case foreignCase = "foreign-case"
    case partnerTree = "partner-tree"
    case rateLimit = "rate-limit"
    case oldHeader = "x-authentication"

    // Authorization.
    case tokenMethod = "token-method"
    case grantType = "grant-type"
    case subjectAboveActor = "subject-not-below-actor"

    // Kundenangaben.
    case missingDatenkontext = "missing-datenkontext"
    case droppedMembers = "dropped-members"
    case keptMembers = "kept-members"
    case dateRules = "date-rules"
    case wrongType = "wrong-type"
    case brokenConstraint = "broken-constraint"
    case bodyValidation = "body-validation"
    case referenzId = "referenz-id"
    case replaceWithoutEditor = "replace-without-editor"
    case replaceArchived = "replace-archived"
    case replaceTippgeber = "replace-tippgeber"

    // Vorgaenge.
    case endOfLife = "end-of-life"
    case indexingDelay = "indexing-delay"
    case listLimit = "list-limit"
    case listQuery = "list-query"
    case shortVorgang = "short-vorgang"
    case patchOperations = "patch-operations"
    case partnerStatus = "partner-status"
    case partnerRights = "partner-rights"
    case applications = "antraege"
    case proposals = "finanzierungsvorschlaege"

    // KreditSmart.
    case kexErrors = "kex-errors"
    case kexCharset = "kex-charset"
    case kexMessages = "kex-messages"
    case kexUnknownMembers = "kex-unknown-members"
    case kexEnvironment = "kex-environment"
    case kexEditor = "kex-editor"
    case graphQLNesting = "graphql-nesting"
    case graphQLErrors = "graphql-errors"
    case graphQLTypes = "graphql-types"
    case graphQLIntrospection = "graphql-introspection"
    case graphQLRules = "graphql-rules"
    case graphQLPartial = "graphql-partial"
    case graphQLIgnored = "graphql-ignored"
    case exportFields = "export-fields"
    case statusBody = "antragsstatus-body"
    case statusRefusal = "antragsstatus-refusal"
    case statusKnown = "antragsstatus-known"

    /// What is assumed, in a sentence's part.
    package var text: String {
        switch self {
        case .bodyLimit: "how long a body may be"
        case .mediaType: "415 for a wrong media type, which is documented for the GraphQL API only"
        case .foreignCase: "the status for a case that the caller may not see"
        case .partnerTree: "who may see and take over whose cases: here a tree of partners decides"
        case .rateLimit: "that a refused request does not count, and that there is no Retry-After"
        case .oldHeader: "that a token still counts in X-Authentication, the deprecated header of older clients"
        case .tokenMethod: "how the token endpoint refuses other methods and media types"
        case .grantType: "the error for other grant types"
        case .subjectAboveActor:
            "the error for an actor that never approved the client, and for a subject that is not below the actor"
        case .missingDatenkontext: "a missing datenkontext, which the schema calls required and gives a default"
        case .droppedMembers: "whether all that is listed as dropped is"
        case .keptMembers:
            "that doubled or dangling references, and members that only the schema knows, are taken without a word"
        case .dateRules: "that a date on the wrong side of today is taken"
        case .wrongType: "that a value of this wrong type is refused"
        case .brokenConstraint: "that a broken constraint of this kind is refused"
        case .bodyValidation: "what body-validation answers: here an empty object, which reports no drops"
        case .referenzId: "which referenzId GET gives back"
        case .replaceWithoutEditor: "the status of a PUT by somebody who is not Bearbeiter"
        case .replaceArchived: "that an archived case can be replaced"
        case .replaceTippgeber: "that updateMetadaten without tippgeber leaves the Tippgeber alone"
        case .endOfLife: "what versions after their end of life answer"
        case .indexingDelay: "how soon a new case is in the list"
        case .listLimit: "that a limit above 1000 is cut"
        case .listQuery:
            "which sort, page, limit and forms of a time are refused, and that a window's ends belong to it"
        case .shortVorgang: "that a Vorgang shows no more than a lead gateway needs, and aufbewahrungBis three years on"
        case .patchOperations: "what operations other than replace do, and that a PATCH is applied whole or not at all"
        case .partnerStatus:
            "the success code of PUT kundenBetreuer and vorgangsBearbeiter, for which two are published"
        case .partnerRights: "the status for a partner who does not exist, has no right to the case, or was never named"
        case .applications:
            "that a BaufiSmart case has no Antrag but those put there by hand, and what is refused of one"
        case .proposals: "that a BaufiSmart case here never has a Finanzierungsvorschlag, so that each is 404"
        case .kexErrors: "the body of an HTTP error of the KreditSmart APIs"
        case .kexCharset: "that a charset other than UTF-8 and ISO-8859-1 is 415"
        case .kexMessages: "the texts of messages, and what else than a wrong format is left out with one"
        case .kexUnknownMembers: "whether messages name unknown members"
        case .kexEnvironment: "that an environment other than PRODUCTION is a test"
        case .kexEditor: "who is Bearbeiter of a case that was imported without one"
        case .graphQLNesting: "data.messages, as the examples print it and GraphQL does not allow"
        case .graphQLErrors: "what an entry of errors holds beside message"
        case .graphQLTypes: "the names of input types in variable declarations"
        case .graphQLIntrospection:
            "what introspection shows beside names: kinds, scalars, what must be there, and that updates have no query"
        case .graphQLRules: "the code of a rule that is documented without one"
        case .graphQLPartial: "what becomes of the other mutations of a document when one fails"
        case .graphQLIgnored: "what an ignored update leaves behind"
        case .exportFields: "fields of the export beyond those that its README names"
        case .statusBody: "that the answer has no body"
        case .statusRefusal: "400 for a body that breaks the rules"
        case .statusKnown: "that an application number that nobody declared unknown exists"
        }
    }
}
