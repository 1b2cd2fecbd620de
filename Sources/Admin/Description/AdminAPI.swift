import APIDescription
package import JSON
import Leads

/// The operators' API as a document: one line for each route, which a test holds against the router.
package enum AdminAPI {
    /// The document, OpenAPI 3.1.
    package static let document: JSONValue = APIDocument(
        title: "LeadGate, operators' API",
        text: """
            Leads, their causes and timelines, and what an operator does about them. Every request but the probe needs a \
            token (`leadgate tokens create`); what a customer typed is shown for a reason only, which stands in the audit log.
            """,
        operations: operations,
        schemas: AdminSchemas.all,
        security: ["token": ["type": "http", "scheme": "bearer"]]
    ).json

    /// All of them.
    static let operations: [APIOperation] =
        probes + leads + deadLetters + jobs + turns + resting + waiting + files + people + keeping + access
}
