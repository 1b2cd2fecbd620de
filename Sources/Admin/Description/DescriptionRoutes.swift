import Hummingbird
import HummingbirdCore
import JSON

/// `/openapi.json`: the operators' API as a document, for tools that make clients and pages of it.
///
/// Nothing in it is secret, yet this listener answers nobody without a token but the probe.
struct DescriptionRoutes: Sendable {
    func add(to root: RoleRoutes) {
        root.viewers.get("/openapi.json") { _, _ in Response(json: AdminAPI.document) }
    }
}
