/// The credential schemes of vendors, in the form in which a source file would write them out.
///
/// Facts: payload facts, synthesis B; checked against the recorded signature vectors by Intake's tests.
enum CredentialPresets {
    /// Preset name → the scheme's members without the secret.
    static let table = #"""
        {
          "typeform": { "scheme": "signature", "header": "Typeform-Signature", "encoding": "base64", "prefix": "sha256=" },
          "tally": { "scheme": "signature", "header": "Tally-Signature", "encoding": "base64" },
          "meta": { "scheme": "signature", "header": "X-Hub-Signature-256", "encoding": "hex", "prefix": "sha256=" },
          "linkedin": { "scheme": "signature", "header": "X-LI-Signature", "encoding": "hex", "signed": "hmacsha256={body}" },
          "hubspot": { "scheme": "signature", "header": "X-HubSpot-Signature-v3", "encoding": "base64",
            "signed": "{method}{url}{body}{timestamp}",
            "timestamp": { "header": "X-HubSpot-Request-Timestamp", "unit": "ms" } },
          "webflow": { "scheme": "signature", "header": "X-Webflow-Signature", "encoding": "hex",
            "signed": "{timestamp}:{body}", "timestamp": { "header": "X-Webflow-Timestamp", "unit": "ms" } },
          "hubspot-v2": { "scheme": "signature", "header": "X-HubSpot-Signature", "algorithm": "sha256",
            "encoding": "hex", "signed": "{secret}{method}{url}{body}" },
          "calendly": { "scheme": "signature", "header": "Calendly-Webhook-Signature", "encoding": "hex",
            "signed": "{timestamp}.{body}", "list": { "signature": "v1", "timestamp": "t" },
            "timestamp": { "unit": "s" } },
          "netlify": { "scheme": "signature", "header": "X-Webhook-Signature", "encoding": "base64url",
            "jws": { "digest": "sha256", "issuer": "netlify" } },
          "formspree": { "scheme": "signature", "header": "Formspree-Signature", "encoding": "hex",
            "signed": "{timestamp}.{body}", "list": { "signature": "v1", "timestamp": "t" },
            "timestamp": { "unit": "s" } },
          "wpforms": { "scheme": "signature", "header": "X-WPForms-Webhook-Signature", "encoding": "hex",
            "signed": "{timestamp}.{fields}", "list": { "signature": "v", "timestamp": "t" },
            "timestamp": { "unit": "s" } },
          "standard-webhooks": { "scheme": "signature", "header": "webhook-signature", "encoding": "base64",
            "key": "whsec", "signed": "{header:webhook-id}.{timestamp}.{body}",
            "list": { "entries": " ", "pairs": ",", "signature": "v1" },
            "timestamp": { "header": "webhook-timestamp", "unit": "s" } },
          "evocalize": { "scheme": "signature", "header": "X-Evocalize-Signature", "algorithm": "sha256",
            "encoding": "hex", "signed": "{path}\n{body}\n{timestamp}\n{secret}",
            "timestamp": { "header": "X-Evocalize-Timestamp", "unit": "s" } },
          "google-ads": { "scheme": "body-field", "field": "$.payload.google_key" },
          "pipedrive": { "scheme": "basic" },
          "bitrix24": { "scheme": "body-field", "field": "$.payload.auth.application_token" }
        }
        """#
}
