import Crypto
import Foundation
import Testing

/// A way to show that one may post, as its sender does it: written here by hand, so that what verifies and what signs elsewhere
/// is held against it.
struct SchemeCase: Sendable, CustomTestStringConvertible {
    /// A post as it is sent.
    struct Post: Sendable {
        var path = "/hooks/a"
        var headers: [(String, String)] = []
        var body: String
    }

    static let secret = "every-scheme-secret-0001"
    static let publicURL = "https://leads.example.org"

    /// The preset, or the scheme where it is none.
    let name: String
    /// Which of several ways in which senders follow it.
    var variant = ""
    /// What the source says beside the scheme's name.
    var settings = ""
    /// Whether the body is signed.
    var isSigned = true
    /// Whether a time is signed, too.
    var isDated = true
    /// Whether the body's fields are a form's.
    var isForm = false
    /// How the secret is written in the source's file.
    var written: @Sendable (String) -> String = { $0 }
    /// The post of a body at a moment, in milliseconds.
    let post: @Sendable (_ secret: String, _ body: String, _ now: Int64) -> Post

    var testDescription: String { name + (variant.isEmpty ? "" : ", \(variant)") + (isForm ? ", a form" : "") }

    var contentType: String { isForm ? "application/x-www-form-urlencoded" : "application/json" }

    /// The source's file.
    func source(_ secret: String = Self.secret, more: String = "") -> String {
        #"{"credential": {"scheme": "\#(name)", \#(settings) "secret": "\#(written(secret))"}\#(more)}"#
    }

    /// A lead's body.
    func body(_ name: String = "Mustermann") -> String {
        isForm ? "nachname=\(name)&firma=A%2FB+%C3%BC" : #"{"nachname":"\#(name)","firma":"A/B ü"}"#
    }

    private static func hmac(_ text: String, _ secret: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: Array(secret.utf8))))
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String(format: "%02x", $0) }.joined()
    }

    private static func base64(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }

    private static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        base64(bytes).replacing("=", with: "").replacing("+", with: "-").replacing("/", with: "_")
    }

    /// Standard Webhooks, under the header names of its own or of Svix.
    private static func standardWebhooks(headers prefix: String) -> SchemeCase {
        SchemeCase(name: "standard-webhooks", variant: prefix, written: { "whsec_" + base64($0.utf8) }) {
            secret,
            body,
            now in
            let id = "msg_\(hex(SHA256.hash(data: Array(body.utf8))).prefix(8))"
            let code = base64(hmac("\(id).\(now / 1_000).\(body)", secret))
            return Post(
                headers: [
                    ("\(prefix)-id", id), ("\(prefix)-timestamp", "\(now / 1_000)"),
                    ("\(prefix)-signature", "v1,\(code)"),
                ],
                body: body
            )
        }
    }

    /// Schemes that sign the body.
    static let signed: [SchemeCase] = [
        SchemeCase(name: "typeform", isDated: false) { secret, body, _ in
            Post(headers: [("Typeform-Signature", "sha256=\(base64(hmac(body, secret)))")], body: body)
        },
        SchemeCase(name: "tally", isDated: false) { secret, body, _ in
            Post(headers: [("Tally-Signature", base64(hmac(body, secret)))], body: body)
        },
        SchemeCase(name: "meta", isDated: false) { secret, body, _ in
            Post(headers: [("X-Hub-Signature-256", "sha256=\(hex(hmac(body, secret)))")], body: body)
        },
        SchemeCase(name: "linkedin", isDated: false) { secret, body, _ in
            Post(headers: [("X-LI-Signature", hex(hmac("hmacsha256=\(body)", secret)))], body: body)
        },
        SchemeCase(name: "hubspot") { secret, body, now in
            let signed = "POST\(publicURL)/hooks/a\(body)\(now)"
            return Post(
                headers: [
                    ("X-HubSpot-Request-Timestamp", "\(now)"), ("X-HubSpot-Signature-v3", base64(hmac(signed, secret))),
                ],
                body: body
            )
        },
        SchemeCase(name: "hubspot-v2", isDated: false) { secret, body, _ in
            let signed = SHA256.hash(data: Array("\(secret)POST\(publicURL)/hooks/a\(body)".utf8))
            return Post(
                headers: [("X-HubSpot-Signature", hex(signed)), ("X-HubSpot-Signature-Version", "v2")],
                body: body
            )
        },
        SchemeCase(name: "webflow") { secret, body, now in
            Post(
                headers: [
                    ("X-Webflow-Timestamp", "\(now)"), ("X-Webflow-Signature", hex(hmac("\(now):\(body)", secret))),
                ],
                body: body
            )
        },
        SchemeCase(name: "calendly") { secret, body, now in
            let code = hex(hmac("\(now / 1_000).\(body)", secret))
            return Post(headers: [("Calendly-Webhook-Signature", "t=\(now / 1_000),v1=\(code)")], body: body)
        },
        SchemeCase(name: "formspree") { secret, body, now in
            let code = hex(hmac("\(now / 1_000).\(body)", secret))
            return Post(headers: [("Formspree-Signature", "t=\(now / 1_000),v1=\(code)")], body: body)
        },
        SchemeCase(name: "netlify", isDated: false) { secret, body, _ in
            let head = base64URL(#"{"alg":"HS256","typ":"JWT"}"#.utf8)
            let digest = hex(SHA256.hash(data: Array(body.utf8)))
            let claims = base64URL(#"{"iss":"netlify","sha256":"\#(digest)"}"#.utf8)
            let code = base64URL(hmac("\(head).\(claims)", secret))
            return Post(headers: [("X-Webhook-Signature", "\(head).\(claims).\(code)")], body: body)
        },
        SchemeCase(name: "wpforms") { secret, body, now in
            let code = hex(hmac("\(now / 1_000).\(body)", secret))
            return Post(headers: [("X-WPForms-Webhook-Signature", "t=\(now / 1_000),v=\(code)")], body: body)
        },
        SchemeCase(name: "wpforms", isForm: true) { secret, body, now in
            // WordPress signs what it would have sent as JSON, written as PHP writes it.
            let name = body.split(separator: "&")[0].dropFirst("nachname=".count)
            let json = #"{"nachname":"\#(name)","firma":"A\/B \u00fc"}"#
            let code = hex(hmac("\(now / 1_000).\(json)", secret))
            return Post(headers: [("X-WPForms-Webhook-Signature", "t=\(now / 1_000),v=\(code)")], body: body)
        },
        standardWebhooks(headers: "webhook"), standardWebhooks(headers: "svix"),
        SchemeCase(name: "evocalize") { secret, body, now in
            let signed = SHA256.hash(data: Array("/hooks/a\n\(body)\n\(now / 1_000)\n\(secret)".utf8))
            return Post(
                headers: [("X-Evocalize-Timestamp", "\(now / 1_000)"), ("X-Evocalize-Signature", hex(signed))],
                body: body
            )
        },
    ]

    /// Schemes in which the secret itself is sent.
    static let sent: [SchemeCase] = [
        SchemeCase(name: "url", isSigned: false) { secret, body, _ in Post(path: "/hooks/a/\(secret)", body: body) },
        SchemeCase(name: "query", settings: #""parameter": "token","#, isSigned: false) { secret, body, _ in
            Post(path: "/hooks/a?token=\(secret)", body: body)
        },
        SchemeCase(name: "bearer", isSigned: false) { secret, body, _ in
            Post(headers: [("Authorization", "Bearer \(secret)")], body: body)
        },
        SchemeCase(name: "basic", settings: #""user": "u","#, isSigned: false) { secret, body, _ in
            Post(headers: [("Authorization", "Basic \(base64("u:\(secret)".utf8))")], body: body)
        },
        SchemeCase(name: "pipedrive", settings: #""user": "u","#, isSigned: false) { secret, body, _ in
            Post(headers: [("Authorization", "Basic \(base64("u:\(secret)".utf8))")], body: body)
        },
        SchemeCase(name: "header", settings: #""header": "X-Api-Token","#, isSigned: false) { secret, body, _ in
            Post(headers: [("X-Api-Token", secret)], body: body)
        },
        SchemeCase(name: "google-ads", isSigned: false) { secret, body, _ in
            Post(body: body.dropLast() + #","google_key":"\#(secret)"}"#)
        },
        SchemeCase(name: "bitrix24", isSigned: false) { secret, body, _ in
            Post(body: body.dropLast() + #","auth":{"application_token":"\#(secret)"}}"#)
        },
        SchemeCase(name: "bitrix24", isSigned: false, isForm: true) { secret, body, _ in
            Post(body: body + "&auth%5Bapplication_token%5D=\(secret)")
        },
    ]

    static let all = signed + sent
}
