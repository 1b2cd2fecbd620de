/// Where a source wants to hear of its leads' state changes.
///
/// The address stands in the file and never comes from a payload.
package struct Callback: Sendable, Hashable {
    /// `https`, or `http` too where private addresses are allowed.
    package let url: String
    /// What the messages are signed with (Standard Webhooks).
    package let secret: SecretReference
    /// Whether the address may be one of a private network.
    package let allowsPrivate: Bool
}
