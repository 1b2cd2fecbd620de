import JSON

/// The answers of the public listener, as JSON Schema (2020-12): the members that a sender may rely on.
enum IntakeSchemas {
    static let all: JSONObject = (try? JSONValue.parse(json))?.objectValue ?? [:]

    private static let json = #"""
        {
          "State": { "type": "string",
            "enum": ["waiting", "queued", "sending", "delivered", "dead", "uncertain", "discarded", "erased"] },
          "Links": {
            "type": "object", "required": ["self"],
            "properties": { "self": { "type": "string", "description": "Where to ask how the lead stands." },
              "case": { "type": "string", "description": "Where a person opens its case." } }
          },
          "LeadReceipt": {
            "type": "object", "required": ["id", "state", "links"],
            "properties": {
              "id": { "type": "string", "format": "uuid" }, "state": { "$ref": "#/components/schemas/State" },
              "vorgangsnummer": { "type": "string" }, "links": { "$ref": "#/components/schemas/Links" },
              "repeated": { "const": "differently",
                "description": "The lead came before under its key with other content. This one is kept beside it, and a person decides." }
            }
          },
          "Receipt": {
            "anyOf": [
              { "$ref": "#/components/schemas/LeadReceipt" },
              { "type": "object", "required": ["leads"], "description": "Of a post that carries several leads.",
                "properties": { "leads": { "type": "array", "items": { "$ref": "#/components/schemas/LeadReceipt" } } } },
              { "type": "object", "description": "Of a post without a lead in it, which is counted and not kept." }
            ]
          },
          "Lead": {
            "type": "object", "required": ["id", "state", "receivedAt", "updatedAt", "links"],
            "properties": {
              "id": { "type": "string", "format": "uuid" }, "state": { "$ref": "#/components/schemas/State" },
              "receivedAt": { "type": "string", "format": "date-time" },
              "updatedAt": { "type": "string", "format": "date-time" }, "vorgangsnummer": { "type": "string" },
              "cause": { "type": "object", "required": ["class", "code"],
                "properties": { "class": { "type": "string" }, "code": { "type": "string" } } },
              "links": { "$ref": "#/components/schemas/Links" }
            }
          },
          "DryRun": {
            "type": "object", "required": ["source", "format", "enabled", "leads"],
            "properties": {
              "source": { "type": "string" }, "mapping": { "type": "string" }, "mappingHash": { "type": "string" },
              "format": { "type": "string" }, "enabled": { "type": "boolean" }, "ignored": { "const": true },
              "leads": { "type": "array", "items": { "type": "object", "required": ["verdict", "target", "mode"],
                "properties": { "verdict": { "type": "string" }, "target": { "type": "string" },
                  "mode": { "enum": ["test", "production"] }, "document": { "type": "object" },
                  "cause": { "type": "object" }, "problems": { "type": "array" }, "notes": { "type": "array" },
                  "fates": { "type": "object" } } } }
            }
          }
        }
        """#
}
