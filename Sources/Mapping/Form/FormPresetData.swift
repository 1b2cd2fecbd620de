/// The presets' descriptions. Facts: payload facts, sections 1 to 3.
enum FormPresetData {
    static let json = #"""
        {
          "typeform": {
            "description": "Answers by ref, or by the ref of the question with the same id; hidden fields by name.",
            "parts": [
              { "list": "$.payload.form_response.answers[*]", "key": "@.field.ref",
                "join": { "list": "$.payload.form_response.definition.fields[*]", "this": "@.field.id", "that": "@.id",
                  "key": ["@.ref", "@.title"] },
                "value": ["@.text", "@.email", "@.phone_number", "@.number", "@.boolean", "@.date", "@.url", "@.file_url",
                  "@.choice.label", "@.choice.other", "@.choices.labels[*]", "@.choices.other"] },
              { "members": "$.payload.form_response.hidden" }
            ],
            "unused": ["$.payload.event_id", "$.payload.event_type", "$.payload.form_response.form_id",
              "$.payload.form_response.token", "$.payload.form_response.submitted_at",
              "$.payload.form_response.landed_at", "$.payload.form_response.definition",
              "$.payload.form_response.ending", "$.payload.form_response.calculated",
              "$.payload.form_response.variables", "$.payload.form_response.thankyou_screen_ref"]
          }
        }
        """#
}
