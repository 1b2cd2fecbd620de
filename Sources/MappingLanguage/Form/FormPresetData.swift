/// The presets' descriptions, in the language of a mapping's `form`. Facts: payload facts, sections 1 to 3.
///
/// `unused` names what a vendor adds around the answers. Each preset is tested on a recorded post.
package enum FormPresetData {
    package static let json = #"""
        {
          "typeform": {
            "description": "Answers by ref, or by the ref or title of the question with the same id; hidden fields by name.",
            "parts": [
              { "list": "$.payload.form_response.answers[*]", "key": "@.field.ref",
                "join": { "list": "$.payload.form_response.definition.fields[*]", "this": "@.field.id", "that": "@.id",
                  "key": ["@.ref", "@.title"] },
                "value": ["@.text", "@.email", "@.phone_number", "@.number", "@.boolean", "@.date", "@.url", "@.file_url",
                  "@.choice.label", "@.choice.other", "@.choices.labels[*]", "@.choices.other", "@.payment.amount"] },
              { "members": "$.payload.form_response.hidden" }
            ],
            "unused": ["$.payload.event_id", "$.payload.event_type", "$.payload.form_response.form_id",
              "$.payload.form_response.token", "$.payload.form_response.submitted_at",
              "$.payload.form_response.landed_at", "$.payload.form_response.definition",
              "$.payload.form_response.ending", "$.payload.form_response.calculated",
              "$.payload.form_response.variables", "$.payload.form_response.thankyou_screen_ref"]
          },
          "tally": {
            "description": "Fields by label or key; ids of options become their texts.",
            "parts": [
              { "list": "$.payload.data.fields[?!(@.type == 'CHECKBOXES' && (@.value == true || @.value == false))]",
                "key": ["@.label", "@.key"], "value": "@.value", "unwrap": true,
                "options": { "list": "@.options[*]", "id": "@.id", "text": "@.text" } }
            ],
            "unused": ["$.payload.eventId", "$.payload.eventType", "$.payload.createdAt", "$.payload.data.responseId",
              "$.payload.data.submissionId", "$.payload.data.respondentId", "$.payload.data.formId",
              "$.payload.data.formName", "$.payload.data.createdAt",
              "$.payload.data.fields[?@.type == 'CHECKBOXES' && (@.value == true || @.value == false)]"]
          },
          "meta": {
            "description": "Facebook and Instagram lead ads, the lead object of the Graph API.",
            "parts": [
              { "list": "$.payload.field_data[*]", "key": "@.name", "value": "@.values[*]" },
              { "list": "$.payload.custom_disclaimer_responses[*]", "key": "@.checkbox_key", "value": "@.is_checked" },
              { "fields": { "campaign_name": "$.payload.campaign_name", "adset_name": "$.payload.adset_name",
                "ad_name": "$.payload.ad_name", "platform": "$.payload.platform" } }
            ],
            "unused": ["$.payload.id", "$.payload.created_time", "$.payload.ad_id", "$.payload.adset_id",
              "$.payload.campaign_id", "$.payload.form_id", "$.payload.is_organic", "$.payload.platform",
              "$.payload.ad_name", "$.payload.adset_name", "$.payload.campaign_name", "$.payload.object", "$.payload.entry"]
          },
          "google-ads": {
            "description": "Google Ads lead forms: columns by id or name.",
            "parts": [
              { "list": "$.payload.user_column_data[*]", "key": ["@.column_id", "@.column_name"],
                "value": "@.string_value" },
              { "fields": { "gcl_id": "$.payload.gcl_id" } }
            ],
            "unused": ["$.payload.lead_id", "$.payload.api_version", "$.payload.form_id", "$.payload.campaign_id",
              "$.payload.google_key", "$.payload.is_test", "$.payload.gcl_id", "$.payload.adgroup_id",
              "$.payload.creative_id", "$.payload.asset_group_id", "$.payload.lead_stage", "$.payload.lead_submit_time"]
          },
          "jotform": {
            "description": "The answers are JSON text in the field rawRequest.",
            "parts": [{ "json": "$.payload.rawRequest", "unwrap": true }],
            "unused": ["$.payload.formID", "$.payload.submissionID", "$.payload.webhookURL", "$.payload.ip",
              "$.payload.formTitle", "$.payload.pretty", "$.payload.username", "$.payload.type",
              "$.form.slug", "$.form.event_id", "$.form.preview", "$.form.jsExecutionTracker", "$.form.submitSource",
              "$.form.buildDate", "$.form.uploadServerUrl", "$.form.eventObserver"]
          },
          "unbounce": {
            "description": "The answers are JSON text in the field data.json, each a list of one.",
            "parts": [{ "json": "$.payload['data.json']", "unwrap": true }],
            "unused": ["$.payload.page_url", "$.payload.page_name", "$.payload.page_id", "$.payload.variant",
              "$.payload['data.xml']", "$.form.ip_address", "$.form.page_uuid", "$.form.variant",
              "$.form.time_submitted", "$.form.date_submitted", "$.form.page_url", "$.form.page_name"]
          },
          "heyflow": {
            "description": "Simple posts: fields by system label. Extended posts: by variable, label or id.",
            "parts": [
              { "list": "$.payload.fields[*]", "key": ["@.variable", "@.label", "@.id"],
                "value": ["@.values[*].answer", "@.values[*].label"] },
              { "members": "$.payload.fields" }
            ],
            "unused": ["$.payload.id", "$.payload.flowID", "$.payload.flowId", "$.payload.createdAt", "$.payload.created"]
          },
          "elementor": {
            "description": "Elementor Pro forms, with or without advanced data: fields by id or title.",
            "parts": [
              { "when": "$.payload.fields", "list": "$.payload.fields.*", "key": ["@.id", "@.title"], "value": "@.value" },
              { "when": "$.payload.fields", "fields": { "page_url": "$.payload.meta.page_url.value" } },
              { "unless": "$.payload.fields", "members": "$.payload" }
            ],
            "unused": ["$.payload.form", "$.payload.meta", "$.payload.Date", "$.payload.Time", "$.payload['Page URL']",
              "$.payload['User Agent']", "$.payload['Remote IP']", "$.payload['Powered by']", "$.payload.form_id",
              "$.payload.form_name"]
          },
          "gravity": {
            "description": "Gravity Forms, all fields: $.form['1.3'] is input 1.3.",
            "parts": [{ "members": "$.payload" }],
            "unused": ["$.payload.id", "$.payload.form_id", "$.payload.post_id", "$.payload.date_created",
              "$.payload.date_updated", "$.payload.is_starred", "$.payload.is_read", "$.payload.ip", "$.payload.source_url",
              "$.payload.user_agent", "$.payload.currency", "$.payload.payment_status", "$.payload.payment_date",
              "$.payload.payment_amount", "$.payload.payment_method", "$.payload.transaction_id",
              "$.payload.is_fulfilled", "$.payload.created_by", "$.payload.transaction_type", "$.payload.status"]
          },
          "netlify": {
            "description": "Netlify forms: fields by name or title.",
            "parts": [
              { "members": "$.payload.data" },
              { "members": "$.payload.payload.data" },
              { "unless": "$.payload.data", "list": "$.payload.ordered_human_fields[*]", "key": ["@.name", "@.title"],
                "value": "@.value" }
            ],
            "unused": ["$.payload.number", "$.payload.title", "$.payload.email", "$.payload.name", "$.payload.first_name",
              "$.payload.last_name", "$.payload.company", "$.payload.summary", "$.payload.body", "$.payload.created_at",
              "$.payload.human_fields", "$.payload.ordered_human_fields", "$.payload.id", "$.payload.form_id",
              "$.payload.site_url", "$.payload.form_name", "$.payload.data.ip", "$.payload.data.user_agent",
              "$.payload.data.referrer"]
          },
          "linkedin": {
            "description": "LinkedIn lead forms, response and form in one document: answers by question id, predefined field or name.",
            "parts": [
              { "list": "$.payload.formResponse.answers[*]", "key": "@.questionId",
                "join": { "list": "$.payload.form.content.questions[*]", "this": "@.questionId", "that": "@.questionId",
                  "key": ["@.predefinedField", "@.name"] },
                "value": ["@.answerDetails.textQuestionAnswer.answer", "@.answerDetails.multipleChoiceAnswer.options[*]"] },
              { "list": "$.payload.formResponse.consentResponses[*]", "key": "@.consentId", "value": "@.accepted" }
            ],
            "unused": ["$.payload.form", "$.payload.id", "$.payload.leadType", "$.payload.submittedAt", "$.payload.owner",
              "$.payload.associatedEntity", "$.payload.versionedLeadGenFormUrn", "$.payload.leadMetadata"]
          },
          "contact-form-7": {
            "description": "CF7 to Webhook: fields by name; the one chosen option of a list stands for the list.",
            "parts": [{ "members": "$.payload", "unwrap": true }],
            "unused": ["$.payload._remote_ip", "$.payload._user_agent", "$.payload._url", "$.payload._date",
              "$.payload._time", "$.payload._post_id", "$.payload._post_name", "$.payload._post_title",
              "$.payload._post_url", "$.payload._serial_number"]
          },
          "wpforms": {
            "description": "WPForms Webhooks: the keys that were mapped there.",
            "parts": [{ "members": "$.payload" }],
            "unused": ["$.payload.page_url", "$.payload.entry_id", "$.payload.form_id", "$.payload.user_ip"]
          },
          "fluent": {
            "description": "Fluent Forms, all data: fields by name, parts such as $.form.names.first_name.",
            "parts": [{ "members": "$.payload" }, { "fields": { "source_url": "$.payload.__submission.source_url" } }],
            "unused": ["$.payload.__submission", "$.payload._wp_http_referer", "$.payload.__fluent_form_embded_post_id"]
          },
          "ninja": {
            "description": "Ninja Forms Webhooks: fields, or one field json that holds JSON text.",
            "parts": [
              { "when": "$.payload.json", "json": "$.payload.json" },
              { "unless": "$.payload.json", "members": "$.payload" }
            ]
          },
          "google-forms": {
            "description": "Google Forms by Apps Script: fields by question, each a list of one.",
            "parts": [
              { "members": "$.payload.namedValues", "unwrap": true },
              { "unless": "$.payload.namedValues", "members": "$.payload", "unwrap": true }
            ],
            "unused": ["$.payload.values", "$.payload.range", "$.form.Timestamp", "$.form.Zeitstempel"]
          },
          "formspree": {
            "description": "Formspree: fields by name.",
            "parts": [{ "members": "$.payload.submission" }],
            "unused": ["$.payload.form", "$.payload.submission._date"]
          },
          "webflow": {
            "description": "Webflow: fields by label; today's and the earlier form of the post.",
            "parts": [{ "members": "$.payload.payload.data" }, { "members": "$.payload.data" }],
            "unused": ["$.payload.triggerType", "$.payload.payload.name", "$.payload.payload.siteId",
              "$.payload.payload.submittedAt", "$.payload.payload.id", "$.payload.payload.formId",
              "$.payload.payload.formElementId", "$.payload.payload.schema", "$.payload.name", "$.payload.site",
              "$.payload.d", "$.payload._id"]
          },
          "evocalize": {
            "description": "Evocalize, one lead of a batch; with \"leads\": \"$.payload.leads[*]\".",
            "parts": [
              { "list": "$.item.*.leadForm[*]", "key": "@.name", "value": "@.values[*]" },
              { "list": "$.item.*.leadFormDisclaimerResponses[*]", "key": "@.consentText", "value": "@.isConsentChecked" },
              { "list": "$.item.content[*][*]", "key": ["@.name", "@.friendlyName"], "value": "@.value" }
            ],
            "unused": ["$.item.id", "$.item.*.summary", "$.item.program", "$.item.order"]
          },
          "immoscout24": {
            "description": "ImmobilienScout24 construction financing, one lead; with \"leads\": \"$.payload.lead[*]\".",
            "parts": [
              { "members": "$.item.contactRequest.contactAddress" },
              { "members": "$.item.contactRequest.financingTerms.financing" },
              { "fields": { "financingPostalCode": "$.item.contactRequest.financingTerms.postalCode",
                "financingLocationName": "$.item.contactRequest.financingTerms.locationName" } },
              { "members": "$.item.contactRequest.financingTerms" },
              { "members": "$.item.contactRequest" },
              { "fields": { "realEstateType": "$.item.realEstate.type", "realEstatePrice": "$.item.realEstate.purchasePrice",
                "livingArea": "$.item.realEstate.livingArea", "siteArea": "$.item.realEstate.siteArea",
                "constructionDate": "$.item.realEstate.constructionDate",
                "realEstateStreet": "$.item.realEstate.address.street",
                "realEstateHouseNumber": "$.item.realEstate.address.houseNumber",
                "realEstatePostcode": "$.item.realEstate.address.postcode",
                "realEstateCity": "$.item.realEstate.address.city" } }
            ],
            "unused": ["$.item.id", "$.item.providerId", "$.item.providerName", "$.item.shortName", "$.item.requestType",
              "$.item.shopLead", "$.item.processingStatus", "$.item.processingStatusChanged", "$.item.price",
              "$.item.shopBudgetReduction", "$.item.singleLead", "$.item.leadType", "$.item.scoutId",
              "$.item.extendedDataAccessible", "$.item.contactRequest.source", "$.item.contactRequest.ssoId",
              "$.item.contactRequest.segmentClass", "$.item.contactRequest.financingTerms.geoCode",
              "$.item.contactRequest.arvatoScoringPermitted", "$.item.contactRequest.kfwPromotion",
              "$.item.contactRequest.dpaAccepted"]
          },
          "drklein": {
            "description": "Dr. Klein Ratenkredit: the members of the KEX model below vorgang.",
            "parts": [{ "members": "$.payload.vorgang" }]
          },
          "einfach-zum-angebot": {
            "description": "einfach-zum-angebot: contact_… and the rows of lead_data by key.",
            "parts": [
              { "list": "$.payload.lead_data[*]", "key": "@.data_key", "value": "@.data_value" },
              { "members": "$.payload" }
            ]
          },
          "activecampaign": {
            "description": "ActiveCampaign: custom fields by id or key, contact data by name.",
            "parts": [{ "members": "$.payload.contact.fields" }, { "members": "$.payload.contact" }],
            "unused": ["$.payload.type", "$.payload.date_time", "$.payload.initiated_from", "$.payload.initiated_by",
              "$.payload.list", "$.payload.seriesid", "$.payload.contact.id", "$.payload.contact.ip", "$.payload.tag"]
          }
        }
        """#
}
