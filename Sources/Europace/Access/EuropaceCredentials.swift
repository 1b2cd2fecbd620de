/// Who we are to Europace: an OAuth2 client and, where it acts for somebody, for whom.
///
/// Printing it shows the client id only; the secret never reaches a log or an error message.
package struct EuropaceCredentials: Sendable, Hashable {
    /// The client's id from Europace's partner management.
    package var clientID: String
    /// The client's secret.
    package var clientSecret: String
    /// Scopes to ask for, separated by spaces; `nil` asks for what is registered for the client. A token requested with
    /// only the documented scopes was once refused where all registered ones worked, hence configurable (fact sheet 1.1).
    package var scope: String?
    /// The partner on whose behalf we act; without `betreuung` it becomes the Kundenbetreuer (fact sheet 1.1).
    package var subject: String?
    /// The partner who acts; if it differs from `subject`, the scope `impersonieren` is needed.
    package var actor: String?

    /// Names the client; scope, subject and actor are optional.
    package init(
        clientID: String,
        clientSecret: String,
        scope: String? = nil,
        subject: String? = nil,
        actor: String? = nil
    ) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.scope = scope
        self.subject = subject
        self.actor = actor
    }

    /// The client that the built-in sandbox knows from the start.
    package static let sandbox = EuropaceCredentials(clientID: "leadgate-sandbox", clientSecret: "leadgate-sandbox")
}

extension EuropaceCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "EuropaceCredentials(\(clientID))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["clientID": clientID]) }
}
