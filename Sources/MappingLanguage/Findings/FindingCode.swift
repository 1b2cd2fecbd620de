/// Everything `leadgate check` can find wrong, under a name that never changes.
///
/// This table is the only place where a code gets its severity, its explanation and its general advice; the command
/// line, the admin API, the console and the reference are made from it. The message of a single ``Finding`` says what
/// is wrong at its place.
package enum FindingCode: String, Sendable, Hashable, CaseIterable {
    // The file itself.
    case jsonSyntax = "json-syntax"
    case fileName = "file-name"
    case wrongKind = "wrong-kind"
    case unknownSetting = "unknown-setting"
    case missingSetting = "missing-setting"
    case invalidSetting = "invalid-setting"
    case unknownTarget = "unknown-target"
    case targetWithoutSystem = "target-without-system"
    case unknownOperation = "unknown-operation"
    case caseNotTaken = "case-not-taken"
    case unknownMapping = "unknown-mapping"
    case fileGone = "file-gone"
    case fileUnreadable = "file-unreadable"
    case extendsCircle = "extends-circle"
    case missingPolicy = "missing-policy"

    // The language.
    case unknownOperator = "unknown-operator"
    case operatorMisuse = "operator-misuse"
    case invalidSelector = "invalid-selector"
    case unknownInput = "unknown-input"
    case selectorNotSingular = "selector-not-singular"
    case relativeOutsideEach = "relative-outside-each"
    case unknownFunction = "unknown-function"
    case functionArguments = "function-arguments"
    case unknownPreset = "unknown-preset"
    case invalidForm = "invalid-form"
    case lookupKeyTwice = "lookup-key-twice"
    case unreachableBranch = "unreachable-branch"
    case unknownField = "unknown-field"
    case forgottenDollar = "forgotten-dollar"
    case unreadableChain = "unreadable-chain"
    case unknownFragment = "unknown-fragment"
    case unknownTable = "unknown-table"
    case invalidTable = "invalid-table"
    case tornLeads = "torn-leads"
    case undividedList = "undivided-list"
    case undividedForm = "undivided-form"
    case replacedList = "replaced-list"
    case equalElements = "equal-elements"

    // Against the target's schema.
    case unknownMember = "unknown-member"
    case memberOfOtherType = "member-of-other-type"
    case unknownEnumValue = "unknown-enum-value"
    case unknownType = "unknown-type"
    case missingType = "missing-type"
    case typeMismatch = "type-mismatch"
    case unitMismatch = "unit-mismatch"
    case missingRequired = "missing-required"
    case tooManyElements = "too-many-elements"
    case tooFewElements = "too-few-elements"
    case invalidValue = "invalid-value"
    case unresolvedReference = "unresolved-reference"
    case repeatedReference = "repeated-reference"
    case deprecatedMember = "deprecated-member"
    case removedMember = "removed-member"
    case schemaOnlyMember = "schema-only-member"
    case readOnlyMember = "read-only-member"
    case notConsidered = "not-considered"
    case disputedMember = "disputed-member"
    case notOneOperation = "not-one-operation"
    case setBySource = "set-by-source"

    // Tests inside the file.
    case testFailed = "test-failed"
    case noTests = "no-tests"

    // Sources.
    case unknownScheme = "unknown-scheme"
    case missingSecret = "missing-secret"
    case secretInFile = "secret-in-file"
    case weakSecret = "weak-secret"
    case openSource = "open-source"
    case invalidPartner = "invalid-partner"
    case payloadChoosesPartner = "payload-chooses-partner"
    case invalidCommission = "invalid-commission"
    case mappingRejected = "mapping-rejected"
}

/// How much a finding weighs: an error keeps a file from being used, a warning does not.
package enum Severity: String, Sendable, Hashable {
    case error, warning
}

extension FindingCode {
    /// What every finding of a kind has in common.
    package struct Description: Sendable {
        package let severity: Severity
        /// Why it matters, in one sentence.
        package let explanation: String
        /// What to do about it.
        package let advice: String
    }

    /// Whether a finding of this kind keeps the file from being used.
    package var severity: Severity { description.severity }

    /// The row of the table.
    package var description: Description {
        let row = FindingCode.table(self)
        return Description(severity: row.0, explanation: row.1, advice: row.2)
    }

    private static func table(_ code: FindingCode) -> (Severity, String, String) {
        switch code {
        case .jsonSyntax:
            (.error, "The file is not JSON (RFC 8259).", "Correct the character that the finding points at.")
        case .fileName:
            (
                .error, "The file's name becomes a name in URLs and other files.",
                "Use lower-case letters, digits, '-', '_' and '.' only, at most 64."
            )
        case .wrongKind:
            (.error, "The member holds another kind of JSON value than it may.", "Write the kind that is named.")
        case .unknownSetting:
            (.error, "The file has a member that nothing reads.", "Correct the name, or write it as a $comment.")
        case .missingSetting:
            (.error, "The file lacks a member that it must have.", "Add it.")
        case .invalidSetting:
            (.error, "The member's value cannot be used.", "Write a value of the form that is named.")
        case .unknownTarget:
            (.error, "No Europace API has this name.", "Name one of the targets.")
        case .targetWithoutSystem:
            (
                .error, "Nothing delivers to the target, so its leads would stay where they are.",
                "Give an identity of LEADGATE_IDENTITIES to the target, or name another target."
            )
        case .caseNotTaken:
            (
                .error, "Only a document that changes a case knows one.",
                "Leave it out, or map to a target that changes cases."
            )
        case .unknownOperation:
            (.error, "The target has no operation of this name.", "Name one of the target's operations, or none.")
        case .unknownMapping:
            (.error, "No mapping file has this name.", "Correct the name, or add the file.")
        case .fileGone:
            (
                .error, "A file that is in force is not there any more, and something still needs it.",
                "Put it back. To switch a source off, write \"enabled\": false in its file; to take a mapping away, take the sources "
                    + "that name it away before."
            )
        case .fileUnreadable:
            (
                .error, "There is something of this name, and no file that can be read.",
                "Let the gateway's user read it, or take it away; what was in force stays so."
            )
        case .extendsCircle:
            (.error, "A mapping extends itself, directly or through others.", "Break the circle.")
        case .missingPolicy:
            (
                .error, "What happens to a missing or unreadable value must be said once, it is never guessed.",
                "Add \"missing\": \"omit\" and \"unreadable\": \"omit\" (or \"fail\") at the top of the file."
            )
        case .unknownOperator:
            (.error, "A member that starts with $ is an operator, and this is none.", "Correct the name.")
        case .operatorMisuse:
            (.error, "The operator is not used as it can be.", "See the operator's form in mappings/README.md.")
        case .invalidSelector:
            (.error, "The selector is not RFC 9535 JSONPath.", "Correct it; \"$$…\" writes a text that starts with $.")
        case .unknownInput:
            (
                .error, "The input document has no such part.",
                "Start with $.payload, $.form, $.query, $.headers, $.source, $.lead or $.item."
            )
        case .selectorNotSingular:
            (
                .error, "The selector can find several values where one is taken.",
                "Make it point at one value, or say \"$pick\": \"first\" or \"last\"."
            )
        case .relativeOutsideEach:
            (.error, "A selector that starts with @ needs an element to start from.", "Use it inside $each, or use $.")
        case .unknownFunction:
            (.error, "No function has this name.", "leadgate reference lists them (mappings/REFERENCE.md).")
        case .functionArguments:
            (
                .error, "The function does not take these arguments.",
                "leadgate reference shows how to call it (mappings/REFERENCE.md)."
            )
        case .unknownPreset:
            (.error, "No form preset has this name.", "Correct the name, or describe the form's shape.")
        case .invalidForm:
            (.error, "The description of the form cannot be used.", "See \"form\" in mappings/README.md.")
        case .lookupKeyTwice:
            (.error, "Two keys of a $lookup are the same text once case and umlauts are folded.", "Keep one of them.")
        case .unreachableBranch:
            (.error, "Whatever a lead holds, this never comes into effect.", "Correct it or remove it.")
        case .unknownField:
            (.error, "The form never has this field, or no rule reads it.", "Correct the name.")
        case .forgottenDollar:
            (
                .warning, "A text without \"$.\" is sent to Europace as it stands, for every lead the same.",
                "Write it with \"$.\" before it."
            )
        case .unreadableChain:
            (
                .warning,
                "The function can read nothing of what the one before it gives, so nothing would ever be sent.",
                "Leave one of the two out."
            )
        case .unknownFragment:
            (
                .error, "The file's \"fragments\" have no template of this name.",
                "Correct the name, or add the fragment to \"fragments\"."
            )
        case .unknownTable:
            (
                .error, "The folder tables has no file of this name.",
                "Correct the name, or add tables/NAME.csv with the columns key and value."
            )
        case .invalidTable:
            (.error, "The table cannot be used.", "Write a line key,value and below it one line for each text.")
        case .tornLeads:
            (
                .warning, "\"leads\" takes the members of one object for leads, so one customer would become several.",
                "Select the elements of a list, such as $.payload.leads[*]."
            )
        case .undividedList:
            (
                .warning, "The selector finds a list as one value, so all its elements would be one.",
                "Select the elements: write [*] behind it."
            )
        case .undividedForm:
            (
                .warning, "The form is made of the whole post, so all its leads would have the same fields.",
                "Start with $.item, the lead, where the form starts with $.payload."
            )
        case .replacedList:
            (
                .warning,
                "A list takes the place of the extended file's list as a whole: its other rules are gone, and with them the notes of what nobody reads.",
                "Copy the whole list and change it there. A field with another name needs no rule: write it into \"names\" of \"form\"."
            )
        case .equalElements:
            (
                .warning, "All elements that $each makes are the same, since $do reads nothing of the element.",
                "Read the element's members with \"@.name\"."
            )
        case .unknownMember:
            (
                .error, "Europace ignores a member it does not know and answers 201: the value would be lost.",
                "Correct the name."
            )
        case .memberOfOtherType:
            (
                .error, "The member exists on another @type only; here Europace would ignore it.",
                "Move it to that type, or choose that @type."
            )
        case .unknownEnumValue:
            (
                .error, "Europace treats an unknown value as empty and answers 201: the value would be lost.",
                "Use one of the allowed values."
            )
        case .unknownType:
            (.error, "No type of this union has that @type.", "Use one of the allowed values.")
        case .missingType:
            (.error, "The place takes one of several types, and @type says which.", "Add \"@type\".")
        case .typeMismatch:
            (
                .error, "A wrong kind of JSON value makes Europace refuse the whole lead with 400.",
                "Write the kind that the schema names."
            )
        case .unitMismatch:
            (
                .warning, "The function's number counts something else than the place does.",
                "Leave the function out: the place's own unit decides how a text is read."
            )
        case .missingRequired:
            (.error, "Europace refuses the whole lead without this member.", "Add it.")
        case .tooManyElements:
            (.error, "Europace refuses the whole lead with more elements than allowed.", "Write fewer, or use $limit.")
        case .tooFewElements:
            (.error, "Europace refuses the whole lead with fewer elements than required.", "Add the missing elements.")
        case .invalidValue:
            (.error, "The value is outside of what the schema allows at this place.", "Write an allowed value.")
        case .unresolvedReference:
            (.error, "The reference names a referenzId that the document does not have.", "Correct one of the two.")
        case .repeatedReference:
            (.error, "Two objects have the same referenzId.", "Give each its own.")
        case .deprecatedMember:
            (.warning, "Europace has announced to drop this member.", "Use its successor.")
        case .removedMember:
            (.warning, "The member is gone from today's documentation of the API.", "Expect that it is ignored.")
        case .schemaOnlyMember:
            (
                .warning, "Only some of the published sources of this API know the member.",
                "Look at the messages of the first delivered leads."
            )
        case .readOnlyMember:
            (.warning, "Europace sets this member itself and removes what partners send.", "Leave it out.")
        case .notConsidered:
            (
                .error, "Right in itself, but Europace does not read it beside what else the document says.",
                "Fill in what belongs together, or leave it out."
            )
        case .disputedMember:
            (.warning, "One published version of the API demands it, the current one does not.", "Add it if you can.")
        case .notOneOperation:
            (
                .error, "An element of the list must be exactly one operation of the target.",
                "Write one object with one member for each operation."
            )
        case .setBySource:
            (.warning, "The source file decides this member, whatever the mapping yields.", "Leave it out.")
        case .testFailed:
            (.error, "A test inside the file does not pass.", "Correct the mapping or the test.")
        case .noTests:
            (.warning, "The file has no tests, so nothing shows that it does what it is meant to do.", "Add one.")
        case .unknownScheme:
            (.error, "No credential scheme or vendor preset has this name.", "Correct the name.")
        case .missingSecret:
            (.error, "The scheme verifies a secret, and none is named.", "Add \"secret\".")
        case .secretInFile:
            (
                .error, "A secret in clear text is for test mode only.",
                "Use {\"env\": \"NAME\"} or {\"file\": \"/path\"}."
            )
        case .weakSecret:
            (.warning, "The secret is short enough to be guessed.", "Use at least 16 random characters.")
        case .openSource:
            (.warning, "Anybody who knows the address may post.", "Use a credential that the sender supports.")
        case .invalidPartner:
            (.error, "A partner id has three capital letters and two digits, like ABC12.", "Correct it.")
        case .payloadChoosesPartner:
            (
                .error, "Adviser and tippgeber come from the source alone, so that no payload can claim a commission.",
                "Write a partner id, or a $lookup whose results are partner ids."
            )
        case .invalidCommission:
            (
                .error, "A commission is exactly one of three kinds.",
                "Write one of betrag, prozentDerDarlehenssumme, prozentDerProvision with a number."
            )
        case .mappingRejected:
            (.error, "The source's mapping has errors.", "Correct the mapping.")
        }
    }
}
