/// The presets' descriptions, in the language of a mapping's `form`. Facts: payload facts, sections 1 to 3.
///
/// `unused` names what a vendor adds around the answers. Each preset is tested on a recorded post.
package enum FormPresetData {
    package static let json = #"""
        {
          "typeform": {
            "description": "Answers by ref, or by the ref or title of the question with the same id; nested questions (contact, address, matrix) by their title, or as \"group: question\"; hidden fields by name. A partial response, which nobody has sent off yet, is no lead.",
            "parts": [
              { "list": "$.payload.form_response.answers[*]", "key": ["@.field.ref", "@.field.title"], "label": "@.field.title",
                "join": { "list": "$.payload.form_response.definition.fields[*]", "this": "@.field.id", "that": "@.id",
                  "key": ["@.ref", "@.title"], "label": "@.title", "nested": "@.properties.fields[*]" },
                "value": ["@.text", "@.email", "@.phone_number", "@.number", "@.boolean", "@.date", "@.url", "@.file_url",
                  "@.choice.label", "@.choice.other", "@.choices.labels[*]", "@.choices.other", "@.payment.amount"],
                "also": ["@.choice.other", "@.choices.other"],
                "structure": ["@.type", "@.field", "@.choice.id", "@.choice.ref", "@.choices.ids", "@.choices.refs"] },
              { "members": "$.payload.form_response.hidden" },
              { "fields": { "landing_page": "$.payload.form_response.hidden.landing_page" } }
            ],
            "unused": ["$.payload.event_id", "$.payload.event_type", "$.payload.form_response.form_id",
              "$.payload.form_response.token", "$.payload.form_response.submitted_at",
              "$.payload.form_response.landed_at", "$.payload.form_response.definition",
              "$.payload.form_response.ending", "$.payload.form_response.outcome", "$.payload.form_response.calculated",
              "$.payload.form_response.variables", "$.payload.form_response.thankyou_screen_ref",
              "$.payload.form_response.metadata", "$.payload.form_response.response_type",
              "$.payload.form_response.response_url"],
            "ignore": ["$.payload[?@ == 'form_response_partial']"]
          },
          "tally": {
            "description": "Fields by label or key; ids of options become their texts; a matrix is one field for each row, \"question row\".",
            "parts": [
              { "list": "$.payload.data.fields[?!(@.type == 'CHECKBOXES' && (match(@.key, '.+_.+_.+') || match(@.label, '.+ [(].+[)]')) && (@.value == true || @.value == false))]",
                "key": ["@.label", "@.key"], "value": "@.value", "unwrap": true,
                "options": { "list": "@.options[*]", "id": "@.id", "text": "@.text" },
                "grid": { "rows": "@.rows[*]", "columns": "@.columns[*]", "id": "@.id", "text": "@.text" },
                "structure": ["@.type", "@.key", "@.label", "@.value[?@.mimeType]['id', 'mimeType', 'size']"] }
            ],
            "unused": ["$.payload.eventId", "$.payload.eventType", "$.payload.createdAt", "$.payload.data.responseId",
              "$.payload.data.submissionId", "$.payload.data.respondentId", "$.payload.data.formId",
              "$.payload.data.formName", "$.payload.data.createdAt", "$.payload.data.url",
              "$.payload.data.fields[?@.type == 'CHECKBOXES' && (match(@.key, '.+_.+_.+') || match(@.label, '.+ [(].+[)]')) && (@.value == true || @.value == false)]"]
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
              "$.payload.ad_name", "$.payload.adset_name", "$.payload.campaign_name", "$.payload.object", "$.payload.entry",
              "$.payload.page_id", "$.payload.home_listing", "$.payload.vehicle", "$.payload.partner_name",
              "$.payload.retailer_item_id", "$.payload.post", "$.payload.inbox_url"],
            "test": ["$.payload.field_data[*].values[?search(@, '<test lead: ')]"],
            "ignore": ["$.payload.entry[*].changes[?@.field == 'leadgen']"]
          },
          "google-ads": {
            "description": "Google Ads lead forms: columns by id or name, whatever kind of value they hold.",
            "parts": [
              { "list": "$.payload.user_column_data[*]", "key": ["@.column_id", "@.column_name"], "label": "@.column_name",
                "value": ["@.string_value", "@.boolean_value", "@.integer_value", "@.int_value", "@.number_value",
                  "@.double_value", "@.date_value", "@.phone_number_value", "@.email_value", "@.values[*]", "@.value"],
                "structure": ["@.column_type", "@.column_kind"] },
              { "fields": { "gcl_id": "$.payload.gcl_id" } }
            ],
            "unused": ["$.payload.lead_id", "$.payload.api_version", "$.payload.form_id", "$.payload.campaign_id",
              "$.payload.google_key", "$.payload.is_test", "$.payload.gcl_id", "$.payload.adgroup_id",
              "$.payload.creative_id", "$.payload.asset_group_id", "$.payload.lead_stage", "$.payload.lead_submit_time",
              "$.payload.lead_source", "$.payload.customer_id"],
            "test": ["$.payload.is_test"]
          },
          "jotform": {
            "description": "The answers are JSON text in the field rawRequest, with HTML character references, which are decoded.",
            "parts": [{ "json": "$.payload.rawRequest", "entities": true, "unwrap": true }],
            "unused": ["$.payload.formID", "$.payload.submissionID", "$.payload.webhookURL", "$.payload.ip",
              "$.payload.formTitle", "$.payload.pretty", "$.payload.username", "$.payload.type", "$.payload.customParams",
              "$.payload.product", "$.payload.customTitle", "$.payload.customBody", "$.payload.teamID", "$.payload.action",
              "$.payload.subject", "$.payload.isSilent", "$.payload.unread", "$.payload.fromTable", "$.payload.appID",
              "$.payload.documentID", "$.payload.parent"],
            "technical": ["slug", "event_id", "preview", "jsExecutionTracker", "submitSource", "buildDate", "submitDate",
              "uploadServerUrl", "eventObserver", "timeToSubmit", "validatedNewRequiredFieldIDs", "path", "temp_upload"]
          },
          "unbounce": {
            "description": "The answers are JSON text in the field data.json, each a list of one.",
            "parts": [
              { "json": "$.payload['data.json']", "unwrap": true }, { "fields": { "page_url": "$.payload.page_url" } }
            ],
            "unused": ["$.payload.page_url", "$.payload.page_name", "$.payload.page_id", "$.payload.variant",
              "$.payload['data.xml']", "$.form.ip_address", "$.form.page_uuid", "$.form.variant",
              "$.form.time_submitted", "$.form.date_submitted", "$.form.page_url", "$.form.page_name"]
          },
          "heyflow": {
            "description": "Simple posts: fields by system label. Extended posts: by variable, label or id.",
            "parts": [
              { "list": "$.payload.fields[*]", "key": ["@.variable", "@.label", "@.id"],
                "value": ["@.values[*].answer", "@.values[*].label", "@.values[*].value", "@.values[*]", "@.answer", "@.value"],
                "structure": ["@.type", "@.values[*].id", "@.values[?@.answer].label"] },
              { "members": "$.payload.fields" }
            ],
            "unused": ["$.payload.id", "$.payload.flowID", "$.payload.flowId", "$.payload.createdAt", "$.payload.created"],
            "test": ["$.payload[?@ == 'demo-response-id']"]
          },
          "elementor": {
            "description": "Elementor Pro forms, with or without advanced data: fields by id or title.",
            "parts": [
              { "when": "$.payload.fields", "list": "$.payload.fields[?@.value != '']", "key": ["@.id", "@.title"],
                "label": "@.title", "value": "@.value", "structure": ["@.type", "@.required", "@.raw_value"] },
              { "when": "$.payload.fields", "list": "$.payload.fields[?@.value == '']", "key": ["@.id", "@.title"],
                "label": "@.title", "value": "@.raw_value", "structure": ["@.type", "@.required", "@.value"] },
              { "when": "$.payload.fields", "fields": { "page_url": "$.payload.meta.page_url.value" } },
              { "unless": "$.payload.fields", "members": "$.payload" },
              { "unless": "$.payload.fields", "fields": { "page_url": ["$.payload['Page URL']", "$.payload['Seiten-URL']"] } }
            ],
            "unused": ["$.payload.form", "$.payload.meta", "$.payload.Date", "$.payload.Time", "$.payload['Page URL']",
              "$.payload['User Agent']", "$.payload['Remote IP']", "$.payload['Powered by']", "$.payload.form_id",
              "$.payload.form_name", "$.payload.Datum", "$.payload.Uhrzeit", "$.payload.Zeit", "$.payload['Seiten-URL']",
              "$.payload['Benutzer-Agent']", "$.payload['Remote-IP']", "$.payload['Unterstützt von']", "$.payload['User-Agent']",
              "$.payload['Unterstützt durch']"]
          },
          "gravity": {
            "description": "Gravity Forms, all fields: $.form['1.3'] is input 1.3.",
            "parts": [{ "members": "$.payload" }],
            "unused": ["$.payload.id", "$.payload.form_id", "$.payload.post_id", "$.payload.date_created",
              "$.payload.date_updated", "$.payload.is_starred", "$.payload.is_read", "$.payload.ip", "$.payload.source_url",
              "$.payload.user_agent", "$.payload.currency", "$.payload.payment_status", "$.payload.payment_date",
              "$.payload.payment_amount", "$.payload.payment_method", "$.payload.transaction_id",
              "$.payload.is_fulfilled", "$.payload.created_by", "$.payload.transaction_type", "$.payload.status",
              "$.payload.source_id", "$.payload.is_approved", "$.payload.resume_token", "$.payload.partial_entry_id"],
            "technical": ["gform_*"]
          },
          "netlify": {
            "description": "Netlify forms: fields by name or title.",
            "parts": [
              { "members": "$.payload.data" },
              { "members": "$.payload.payload.data" },
              { "unless": "$.payload.data", "list": "$.payload.ordered_human_fields[*]", "key": ["@.name", "@.title"],
                "value": "@.value" },
              { "fields": { "page_url": "$.payload.data.referrer" } }
            ],
            "unused": ["$.payload.number", "$.payload.title", "$.payload.email", "$.payload.name", "$.payload.first_name",
              "$.payload.last_name", "$.payload.company", "$.payload.summary", "$.payload.body", "$.payload.created_at",
              "$.payload.human_fields", "$.payload.ordered_human_fields", "$.payload.id", "$.payload.form_id",
              "$.payload.site_url", "$.payload.form_name", "$.payload.data.ip", "$.payload.data.user_agent",
              "$.payload.data.referrer"],
            "technical": ["bot-field", "form-name", "g-recaptcha-response", "h-captcha-response", "cf-turnstile-response"]
          },
          "linkedin": {
            "description": "LinkedIn lead forms, response and form in one document: answers by question id, predefined field or name; ids of options become their texts.",
            "parts": [
              { "list": "$.payload.formResponse.answers[*]", "key": "@.questionId",
                "join": { "list": "$.payload.form.content.questions[*]", "this": "@.questionId", "that": "@.questionId",
                  "key": ["@.predefinedField", "@.name"], "label": ["@.label", "@.question.localized.*", "@.name"],
                  "options": { "list": "@.questionDetails.multipleChoiceQuestionDetails.options[*]", "id": "@.id",
                    "text": "@.text.localized.*" } },
                "value": ["@.answerDetails.textQuestionAnswer.answer", "@.answerDetails.multipleChoiceAnswer.options[*]"] },
              { "list": "$.payload.formResponse.consentResponses[*]", "key": "@.consentId", "value": "@.accepted" }
            ],
            "unused": ["$.payload.form", "$.payload.id", "$.payload.leadType", "$.payload.submittedAt", "$.payload.owner",
              "$.payload.associatedEntity", "$.payload.versionedLeadGenFormUrn", "$.payload.leadMetadata",
              "$.payload.leadGenForm", "$.payload.leadAction", "$.payload.occurredAt", "$.payload.type",
              "$.payload.testLead", "$.payload.ownerInfo", "$.payload.submitter"],
            "test": ["$.payload.testLead"],
            "ignore": ["$.payload.leadGenFormResponse"]
          },
          "contact-form-7": {
            "description": "CF7 to Webhook: fields by name; the one chosen option of a list stands for the list.",
            "parts": [{ "members": "$.payload", "unwrap": true }],
            "unused": ["$.payload._remote_ip", "$.payload._user_agent", "$.payload._url", "$.payload._date",
              "$.payload._time", "$.payload._post_id", "$.payload._post_name", "$.payload._post_title",
              "$.payload._post_url", "$.payload._serial_number"],
            "technical": ["_wpcf7*", "_wpnonce", "g-recaptcha-response", "h-captcha-response", "cf-turnstile-response"]
          },
          "wpforms": {
            "description": "WPForms Webhooks: the keys that were mapped there. Joined addresses are taken apart where a street is read.",
            "parts": [{ "members": "$.payload" }],
            "unused": ["$.payload.page_url", "$.payload.entry_id", "$.payload.form_id", "$.payload.user_ip"]
          },
          "fluent": {
            "description": "Fluent Forms, all data: fields by name, parts such as $.form.names.first_name; an address also as a whole.",
            "parts": [
              { "members": "$.payload" },
              { "members": "$.payload.names" },
              { "fields": { "source_url": ["$.payload.__submission.source_url", "$.payload._wp_http_referer"] } }
            ],
            "unused": ["$.payload.__submission", "$.payload._wp_http_referer", "$.payload.__fluent_form_embded_post_id"],
            "technical": ["_fluentform_*", "__fluent_*", "item__*", "g-recaptcha-response", "h-captcha-response",
              "cf-turnstile-response", "__entry_intermediate_hash"]
          },
          "ninja": {
            "description": "Ninja Forms Webhooks: fields, or one field json that holds JSON text.",
            "parts": [
              { "when": "$.payload.json", "json": "$.payload.json" },
              { "unless": "$.payload.json", "members": "$.payload" }
            ],
            "technical": ["form_id", "form_title", "sub_id", "nonce", "_seq_num", "date_submitted"]
          },
          "google-forms": {
            "description": "Google Forms by Apps Script: fields by question, each a list of one.",
            "parts": [
              { "members": "$.payload.namedValues", "unwrap": true },
              { "unless": "$.payload.namedValues", "members": "$.payload", "unwrap": true }
            ],
            "unused": ["$.payload.values", "$.payload.range", "$.payload.source", "$.payload.triggerUid", "$.payload.authMode"],
            "technical": ["Timestamp", "Zeitstempel", "Horodateur", "Marca temporal"]
          },
          "formspree": {
            "description": "Formspree: fields by name.",
            "parts": [{ "members": "$.payload.submission" }, { "unless": "$.payload.submission", "members": "$.payload" }],
            "unused": ["$.payload.form", "$.payload.keys"],
            "technical": ["_date", "_status", "_host", "_errors", "_gotcha", "_subject", "_next", "_language", "_id",
              "g-recaptcha-response", "h-captcha-response", "cf-turnstile-response"]
          },
          "webflow": {
            "description": "Webflow: fields by label; today's and the earlier form of the post. Campaign parameters come from the page's address.",
            "parts": [
              { "members": "$.payload.payload.data" },
              { "members": "$.payload.data" },
              { "fields": { "page_url": ["$.payload.payload.pageUrl", "$.payload.payload.publishedPath"] } }
            ],
            "unused": ["$.payload.triggerType", "$.payload.payload.name", "$.payload.payload.siteId",
              "$.payload.payload.submittedAt", "$.payload.payload.id", "$.payload.payload.formId",
              "$.payload.payload.formElementId", "$.payload.payload.pageId", "$.payload.payload.publishedPath",
              "$.payload.payload.pageUrl", "$.payload.payload.componentId", "$.payload.payload.localeId",
              "$.payload.payload.schema", "$.payload.name", "$.payload.site", "$.payload.d", "$.payload._id"],
            "technical": ["g-recaptcha-response", "h-captcha-response", "cf-turnstile-response"]
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
            "description": "ImmobilienScout24 construction financing, one lead, JSON or XML; with \"leads\": \"$.payload.lead[*]\".",
            "parts": [
              { "members": "$.item.contactRequest.contactAddress" },
              { "members": "$.item.contactRequest.financingTerms.financing" },
              { "fields": { "type": ["$.item.contactRequest.financingTerms.financing.type",
                  "$.item.contactRequest.financingTerms.financing['@type']"],
                "financingPostalCode": "$.item.contactRequest.financingTerms.postalCode",
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
              "$.payload.list", "$.payload.seriesid", "$.payload.contact.id", "$.payload.contact.ip", "$.payload.tag",
              "$.payload.orgname", "$.payload.contact.orgname", "$.payload.contact.customer_acct_id",
              "$.payload.contact.customer_acct_name", "$.payload.form", "$.payload.customer_acct_id"]
          },
          "bitrix24": {
            "description": "Bitrix24, the outgoing webhook of a robot: what its address carries, and the fields of the record where the post has them. A post with the record's id only is ignored: its data must be fetched.",
            "parts": [
              { "members": "$.query" },
              { "members": "$.payload.data.FIELDS", "value": ["@[0].VALUE", "@"] },
              { "members": "$.payload.properties" }
            ],
            "unused": ["$.payload.event", "$.payload.event_handler_id", "$.payload.ts", "$.payload.auth",
              "$.payload.document_id", "$.payload.document_type", "$.payload.workflow_id", "$.payload.code",
              "$.payload.event_token", "$.payload.use_subscription", "$.payload.timeout_duration",
              "$.payload.data.FIELDS.ID", "$.payload.data.FIELDS.SPOTTED_ID"],
            "technical": ["ID", "ASSIGNED_BY_ID", "CREATED_BY_ID", "MODIFY_BY_ID", "DATE_CREATE", "DATE_MODIFY", "OPENED",
              "STATUS_ID", "STATUS_SEMANTIC_ID", "ORIGINATOR_ID", "ORIGIN_ID", "COMPANY_ID", "CONTACT_ID", "CURRENCY_ID"],
            "ignore": ["$.payload.data[?count(@.*) == 1 && @.ID]"]
          },
          "hubspot": {
            "description": "HubSpot, the webhook of a workflow: properties of the contact by name. Posts of an app's webhooks hold ids only and are ignored: the contact must be fetched.",
            "parts": [
              { "members": "$.payload.properties", "value": ["@.value", "@"] },
              { "unless": "$.payload.properties", "members": "$.payload" }
            ],
            "unused": ["$.payload.vid", "$.payload['canonical-vid']", "$.payload['merged-vids']", "$.payload['portal-id']",
              "$.payload['is-contact']", "$.payload['profile-token']", "$.payload['profile-url']",
              "$.payload['identity-profiles']", "$.payload['list-memberships']", "$.payload['form-submissions']",
              "$.payload['merge-audits']", "$.payload['associated-owner']", "$.payload['associated-company']",
              "$.payload.addedAt", "$.payload.objectId", "$.payload.objectTypeId", "$.payload.portalId",
              "$.payload.properties.*['versions', 'timestamp', 'sourceType', 'source', 'sourceId', 'sourceLabel', 'updatedByUserId', 'requestId', 'sourceVid', 'selected']"],
            "technical": ["hs_*", "hubspot_*", "hubspotscore", "createdate", "lastmodifieddate", "notes_last_updated",
              "notes_last_contacted", "notes_next_activity_date", "num_notes", "num_contacted_notes", "num_conversion_events",
              "num_unique_conversion_events", "num_associated_deals", "first_conversion_*", "recent_conversion_*",
              "recent_deal_*", "first_deal_created_date", "total_revenue", "days_to_close", "closedate", "lifecyclestage",
              "associatedcompanyid", "associatedcompanylastupdated", "currentlyinworkflow", "engagements_last_meeting_*",
              "surveymonkeyeventlastupdated", "webinareventlastupdated", "ip_*", "lastContacted"],
            "ignore": ["$.payload[?@.subscriptionType && @.objectId]", "$.payload.subscriptionType"]
          },
          "pipedrive": {
            "description": "Pipedrive webhooks (v2 and v1) about a person, lead or deal: its data by name, custom fields by their key.",
            "parts": [
              { "fields": {
                "email": ["$.payload.data.emails[?@.primary == true].value", "$.payload.data.emails[*].value",
                  "$.payload.data.email[*].value", "$.payload.current.email[?@.primary == true].value",
                  "$.payload.current.email[*].value"],
                "phone": ["$.payload.data.phones[?@.primary == true].value", "$.payload.data.phones[*].value",
                  "$.payload.data.phone[*].value", "$.payload.current.phone[?@.primary == true].value",
                  "$.payload.current.phone[*].value"] } },
              { "members": "$.payload.data.custom_fields", "value": ["@.value", "@"] },
              { "members": "$.payload.data" },
              { "members": "$.payload.current" }
            ],
            "unused": ["$.payload.meta", "$.payload.previous", "$.payload.v", "$.payload.event", "$.payload.retry",
              "$.payload.matches_filters", "$.payload.data.custom_fields.*.type",
              "$.payload['data', 'current']['emails', 'phones', 'email', 'phone'][*]['label', 'primary']"],
            "technical": ["id", "owner_id", "org_id", "person_id", "company_id", "creator_user_id", "user_id", "stage_id",
              "pipeline_id", "add_time", "update_time", "visible_to", "label", "label_ids", "labels", "picture_id",
              "active_flag", "is_deleted", "is_archived", "first_char", "owner_name", "cc_email", "org_name",
              "primary_email", "delete_time", "next_activity_*", "last_activity_*", "last_incoming_mail_time",
              "last_outgoing_mail_time", "*_count", "open_deals_count", "related_open_deals_count", "closed_deals_count",
              "related_closed_deals_count", "won_deals_count", "related_won_deals_count", "lost_deals_count",
              "related_lost_deals_count", "participant_open_deals_count", "participant_closed_deals_count",
              "email_messages_count", "activities_count", "done_activities_count", "undone_activities_count", "files_count",
              "notes_count", "followers_count", "marketing_status", "doi_status", "origin", "origin_id", "channel",
              "channel_id", "source_name", "status", "stage_change_time", "won_time", "lost_time", "close_time",
              "first_won_time", "rotten_time", "probability", "weighted_value", "weighted_value_currency", "formatted_*",
              "currency", "sequence_index", "is_linked_to_deal", "was_seen", "org_hidden", "person_hidden"]
          },
          "calendly": {
            "description": "Calendly, invitee.created: the invitee by name, answers by question, campaign parameters. Posts about cancelled meetings are ignored.",
            "parts": [
              { "list": "$.payload.payload.questions_and_answers[*]", "key": "@.question", "value": "@.answer",
                "structure": ["@.position"] },
              { "fields": {
                "name": "$.payload.payload.name", "first_name": "$.payload.payload.first_name",
                "last_name": "$.payload.payload.last_name", "email": "$.payload.payload.email",
                "phone": "$.payload.payload.text_reminder_number", "location": "$.payload.payload.scheduled_event.location.location",
                "start_time": "$.payload.payload.scheduled_event.start_time",
                "event_name": "$.payload.payload.scheduled_event.name" } },
              { "members": "$.payload.payload.tracking" }
            ],
            "unused": ["$.payload.event", "$.payload.created_at", "$.payload.created_by", "$.payload.payload.cancel_url",
              "$.payload.payload.reschedule_url", "$.payload.payload.created_at", "$.payload.payload.updated_at",
              "$.payload.payload.uri", "$.payload.payload.event", "$.payload.payload.status",
              "$.payload.payload.timezone", "$.payload.payload.new_invitee", "$.payload.payload.old_invitee",
              "$.payload.payload.rescheduled", "$.payload.payload.routing_form_submission", "$.payload.payload.payment",
              "$.payload.payload.no_show", "$.payload.payload.reconfirmation", "$.payload.payload.invitee_scheduled_by",
              "$.payload.payload.scheduling_method", "$.payload.payload.cancellation",
              "$.payload.payload.tracking.salesforce_uuid",
              "$.payload.payload.scheduled_event['uri', 'created_at', 'updated_at', 'event_type', 'event_memberships', 'event_guests', 'invitees_counter', 'status', 'end_time', 'calendar_event', 'meeting_notes_plain', 'meeting_notes_html']", "$.payload.payload.scheduled_event.location.type"],
            "ignore": ["$.payload[?@ == 'invitee.canceled']"]
          },
          "tiktok": {
            "description": "TikTok lead ads, as TikTok's subscription and the services that pass it on write it: answers by field or name.",
            "parts": [
              { "list": "$.payload.entry[*].changes[*]", "key": ["@.field", "@.name"], "value": ["@.value", "@.values[*]"] },
              { "list": "$.payload.changes[*]", "key": ["@.field", "@.name"], "value": ["@.value", "@.values[*]"] },
              { "list": "$.payload.field_data[*]", "key": ["@.name", "@.field"], "value": ["@.values[*]", "@.value"] },
              { "list": "$.payload.leadForm[*]", "key": "@.name", "value": ["@.values[*]", "@.value"] },
              { "members": "$.payload.answers" },
              { "unless": "$.payload['entry', 'changes', 'field_data', 'leadForm', 'answers']", "members": "$.payload" }
            ],
            "unused": ["$.payload.object", "$.payload.time", "$.payload.entry[*]['id', 'lead_id', 'advertiser_id', 'campaign_id', 'adgroup_id', 'ad_id', 'page_id', 'form_id', 'create_time', 'lead_source']",
              "$.payload['id', 'lead_id', 'advertiser_id', 'campaign_id', 'adgroup_id', 'ad_id', 'page_id', 'form_id', 'create_time', 'created_time', 'lead_source', 'campaign_name', 'adgroup_name', 'ad_name', 'form_name', 'summary']"]
          },
          "manychat": {
            "description": "ManyChat, external request with the full contact: its data and custom fields by name.",
            "parts": [{ "members": "$.payload.custom_fields" }, { "members": "$.payload" }],
            "unused": ["$.payload.key", "$.payload.id", "$.payload.page_id", "$.payload.user_refs", "$.payload.status",
              "$.payload.profile_pic", "$.payload.locale", "$.payload.language", "$.payload.timezone",
              "$.payload.live_chat_url", "$.payload.optin_phone", "$.payload.optin_email", "$.payload.optin_whatsapp",
              "$.payload.subscribed", "$.payload.last_interaction", "$.payload.ig_last_interaction",
              "$.payload.last_seen", "$.payload.ig_last_seen", "$.payload.is_followup_enabled", "$.payload.ig_id",
              "$.payload.ig_ids", "$.payload.tt_username", "$.payload.whatsapp_phone_id", "$.payload.last_growth_tool",
              "$.payload.last_reengagement", "$.payload.last_input_text_id", "$.payload.tags"]
          },
          "zapier": {
            "description": "Zapier, Webhooks by Zapier: the keys that were mapped there; parts of nested keys as a__b.",
            "parts": [{ "members": "$.payload.data" }, { "members": "$.payload" }],
            "technical": ["zap_id", "zap_*", "bundle_*", "querystring*"]
          },
          "make": {
            "description": "Make, HTTP module: the keys that were mapped there, a list of one like what it holds.",
            "parts": [{ "members": "$.payload.data" }, { "members": "$.payload", "unwrap": true }],
            "technical": ["scenarioId", "executionId", "organizationId", "__IMTINDEX__", "__IMTLENGTH__"]
          },
          "openimmo-feedback": {
            "description": "OpenImmo feedback, how portals hand over somebody who asks about a property; with \"leads\": \"$.payload.openimmo_feedback.objekt[*].interessent[*]\".",
            "parts": [
              { "members": "$.item" },
              { "fields": {
                "objekt_nr": "$.payload.openimmo_feedback.objekt[?@.interessent[0] == $.item || @.interessent[1] == $.item || @.interessent[2] == $.item || @.interessent[3] == $.item || @.interessent[4] == $.item].oobj_id",
                "preis": "$.payload.openimmo_feedback.objekt[?@.interessent[0] == $.item || @.interessent[1] == $.item || @.interessent[2] == $.item || @.interessent[3] == $.item || @.interessent[4] == $.item].preis",
                "expose_url": "$.payload.openimmo_feedback.objekt[?@.interessent[0] == $.item || @.interessent[1] == $.item || @.interessent[2] == $.item || @.interessent[3] == $.item || @.interessent[4] == $.item].expose_url" } }
            ],
            "unused": ["$.payload.openimmo_feedback.version", "$.payload.openimmo_feedback.sender",
              "$.payload.openimmo_feedback['@version', '@xsi', '@schemaLocation']"]
          },
          "openimmo-anfrage": {
            "description": "OpenImmo's enquiry about a property; with \"leads\": \"$.payload.openimmo_anfrage.objekt[*].interessent[*]\".",
            "parts": [
              { "members": "$.item" },
              { "fields": {
                "objekt_nr": "$.payload.openimmo_anfrage.objekt[?@.interessent[0] == $.item || @.interessent[1] == $.item || @.interessent[2] == $.item || @.interessent[3] == $.item || @.interessent[4] == $.item].oobj_id",
                "preis": "$.payload.openimmo_anfrage.objekt[?@.interessent[0] == $.item || @.interessent[1] == $.item || @.interessent[2] == $.item || @.interessent[3] == $.item || @.interessent[4] == $.item].preis",
                "expose_url": "$.payload.openimmo_anfrage.objekt[?@.interessent[0] == $.item || @.interessent[1] == $.item || @.interessent[2] == $.item || @.interessent[3] == $.item || @.interessent[4] == $.item].expose_url" } }
            ],
            "unused": ["$.payload.openimmo_anfrage.version", "$.payload.openimmo_anfrage.sender",
              "$.payload.openimmo_anfrage['@version', '@xsi', '@schemaLocation']"]
          }
        }
        """#
}
