import JSON

/// Vendors whose posts bring ids only: what a lead says is fetched from them after the receipt.
///
/// Facts: payload facts 3.2 and 3.3; the codes of Meta's errors are those of its Graph API.
extension Vendor {
    static let fetching: [Vendor] = [
        Vendor(
            name: "meta",
            title: "Meta Lead Ads (Facebook, Instagram)",
            form: "meta",
            proof: .givenOut(preset: "meta", name: "App secret"),
            key: nil,
            fetch: [
                "id": "$.payload.entry[*].changes[?@.field == 'leadgen'].value.leadgen_id",
                "url":
                    "https://graph.facebook.com/v21.0/{id}?fields=created_time,id,ad_id,ad_name,adset_name,campaign_name,form_id,platform,is_organic,field_data,custom_disclaimer_responses",
                "token": [:],
                "errors": [
                    "token": "$[?@.code == 190 || @.code == 102 || @.code == 10 || @.code == 200]",
                    "later":
                        "$[?@.code == 1 || @.code == 2 || @.code == 4 || @.code == 17 || @.code == 32 || @.code == 613]",
                    "gone": "$[?@.code == 100]",
                ],
            ],
            names: [
                "name": "full_name", "vorname": "first_name", "nachname": "last_name", "telefon": "phone_number",
                "strasse": "street_address", "plz": ["post_code", "zip_code"], "ort": "city",
                "geburtsdatum": "date_of_birth",
            ],
            // The test button's lead is nobody's, and the Graph API has none of it.
            ignored: ["$.payload.entry[*].changes[*].value[?@ == '444444444444']"],
            steps: Phrase(
                german: [
                    "Das App-Geheimnis (App settings → Basic) beim Gateway hinterlegen.",
                    "In der Meta-App: Webhooks → Page → Callback-URL {url}, Verify Token {verify}; dort das Feld „leadgen“ abonnieren.",
                    "Ein System-User-Token mit leads_retrieval und pages_manage_ads erzeugen und hinterlegen: damit holt das Gateway die Daten.",
                    "Die Seite mit der App verbinden: POST /PAGE_ID/subscribed_apps?subscribed_fields=leadgen.",
                ],
                english: [
                    "Keep the app secret (App settings → Basic) with the gateway.",
                    "In the Meta app: Webhooks → Page → callback URL {url}, verify token {verify}; subscribe to the field “leadgen” there.",
                    "Make a system user token with leads_retrieval and pages_manage_ads and keep it: with it the gateway fetches the data.",
                    "Connect the page with the app: POST /PAGE_ID/subscribed_apps?subscribed_fields=leadgen.",
                ]
            )
        ),
        Vendor(
            name: "linkedin",
            title: "LinkedIn Lead Gen Forms",
            form: "linkedin",
            proof: .givenOut(preset: "linkedin", name: "Client secret"),
            key: nil,
            fetch: [
                "id": "$.payload.leadGenFormResponse",
                "pattern": "[0-9A-Fa-f]{8}-[0-9A-Za-z_\\-]+",
                "url": "https://api.linkedin.com/rest/leadFormResponses/{id}",
                "token": [:],
                "headers": ["LinkedIn-Version": "202410", "X-Restli-Protocol-Version": "2.0.0"],
                "join": [
                    "form": [
                        "id": "$.versionedLeadGenFormUrn",
                        "pattern": "[0-9]+",
                        "url": "https://api.linkedin.com/rest/leadForms/{id}",
                    ]
                ],
            ],
            names: [
                "vorname": "FIRST_NAME", "nachname": "LAST_NAME", "email": ["EMAIL", "WORK_EMAIL"],
                "telefon": ["PHONE_NUMBER", "WORK_PHONE_NUMBER"], "ort": "CITY", "plz": "ZIP_CODE",
            ],
            // A lead that was taken back there.
            ignored: ["$.payload[?@ == 'DELETED']"],
            steps: Phrase(
                german: [
                    "Im LinkedIn Developer Portal der App das Produkt „Lead Sync API“ und den Webhook {url} hinzufügen.",
                    "Das Client Secret der App beim Gateway hinterlegen: damit beantwortet es die Prüfung alle zwei Stunden.",
                    "Ein Zugriffstoken mit r_marketing_leadgen_automation hinterlegen; es läuft nach 60 Tagen ab.",
                    "Für den Inhaber des Kontos die Lead-Benachrichtigungen anlegen (POST /rest/leadNotifications).",
                ],
                english: [
                    "In the LinkedIn developer portal, add the product “Lead Sync API” and the webhook {url} to the app.",
                    "Keep the app's client secret with the gateway: with it the check every two hours is answered.",
                    "Keep an access token with r_marketing_leadgen_automation; it expires after 60 days.",
                    "Make lead notifications for the owner of the account (POST /rest/leadNotifications).",
                ]
            )
        ),
    ]
}
