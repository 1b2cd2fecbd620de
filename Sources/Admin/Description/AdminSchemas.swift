import APIDescription
import JSON

/// The answers of the operators' API, as JSON Schema (2020-12): the members that a program may rely on. More may come.
enum AdminSchemas {
    static let all: JSONObject = (try? JSONValue.parse(json))?.objectValue ?? [:]

    private static let json = #"""
        {
          "Time": { "type": "string", "format": "date-time" },
          "State": { "type": "string",
            "enum": ["waiting", "queued", "sending", "delivered", "dead", "uncertain", "discarded", "erased"] },
          "Cause": {
            "type": "object", "required": ["class", "code"],
            "properties": {
              "class": { "type": "string" }, "code": { "type": "string" }, "message": { "type": "string" },
              "fingerprint": { "type": "string" },
              "violations": { "type": "array", "items": { "type": "object", "required": ["field"],
                "properties": { "field": { "type": "string" }, "message": { "type": "string" } } } }
            }
          },
          "Lead": {
            "type": "object",
            "required": ["id", "source", "target", "mode", "state", "receivedAt", "updatedAt", "attempts", "replays", "reference"],
            "properties": {
              "id": { "type": "string" }, "source": { "type": "string" }, "target": { "type": "string" },
              "mode": { "enum": ["test", "production"] }, "state": { "$ref": "#/components/schemas/State" },
              "receivedAt": { "$ref": "#/components/schemas/Time" }, "updatedAt": { "$ref": "#/components/schemas/Time" },
              "dueAt": { "$ref": "#/components/schemas/Time" },
              "attempts": { "type": "integer" }, "replays": { "type": "integer" }, "reference": { "type": "string" },
              "vorgangsnummer": { "type": "string" }, "mapping": { "type": "string" }, "mappingHash": { "type": "string" },
              "waitsFor": { "enum": ["mapping", "data"] }, "cause": { "$ref": "#/components/schemas/Cause" }
            }
          },
          "LeadPage": {
            "type": "object", "required": ["leads", "next"],
            "properties": {
              "leads": { "type": "array", "items": { "$ref": "#/components/schemas/Lead" } },
              "next": { "type": ["string", "null"], "description": "The path of the next page." }
            }
          },
          "LeadDetail": {
            "allOf": [
              { "$ref": "#/components/schemas/Lead" },
              { "type": "object", "required": ["version", "timeline", "links"],
                "properties": {
                  "version": { "type": "integer" }, "edited": { "type": "boolean" }, "casePage": { "type": "string" },
                  "timeline": { "type": "array", "items": { "$ref": "#/components/schemas/TimelineEntry" } },
                  "callbacks": { "type": "array", "items": { "type": "object" } },
                  "case": { "type": "object" }, "links": { "type": "object" } } }
            ]
          },
          "TimelineEntry": {
            "type": "object", "required": ["sequence", "at", "event", "state"],
            "properties": {
              "sequence": { "type": "integer" }, "at": { "$ref": "#/components/schemas/Time" },
              "event": { "type": "string" }, "state": { "$ref": "#/components/schemas/State" },
              "cause": { "$ref": "#/components/schemas/Cause" }
            }
          },
          "Submission": {
            "type": "object", "required": ["source", "receivedAt", "query", "headers", "body"],
            "properties": {
              "source": { "type": "string" }, "mapping": { "type": ["string", "null"] },
              "receivedAt": { "$ref": "#/components/schemas/Time" }, "contentType": { "type": ["string", "null"] },
              "query": { "type": "object" }, "headers": { "type": "object" }, "item": { "type": ["integer", "null"] },
              "body": { "type": "string", "contentEncoding": "base64" }
            }
          },
          "Fate": {
            "type": "object", "required": ["place"],
            "properties": {
              "place": { "type": "string", "description": "In the payload (RFC 6901)." }, "field": { "type": "string" },
              "targets": { "type": "array", "items": { "type": "string" } }, "reading": { "type": "string" },
              "code": { "type": "string" }, "reason": { "type": "string" }, "blank": { "type": "boolean" },
              "value": true, "option": { "type": "string" }
            }
          },
          "Fates": {
            "type": "object", "required": ["used", "unused", "unread", "unreadable"],
            "properties": {
              "used": { "type": "array", "items": { "$ref": "#/components/schemas/Fate" } },
              "unused": { "type": "array", "items": { "$ref": "#/components/schemas/Fate" } },
              "unread": { "type": "array", "items": { "$ref": "#/components/schemas/Fate" } },
              "unreadable": { "type": "array", "items": { "$ref": "#/components/schemas/Fate" } }
            }
          },
          "Report": {
            "type": "object", "required": ["fates", "problems"],
            "properties": {
              "fates": { "$ref": "#/components/schemas/Fates" },
              "problems": { "type": "array", "items": { "type": "object" } }
            }
          },
          "Edits": {
            "type": "object", "required": ["lead", "version", "patch", "payload"],
            "properties": { "lead": { "type": "string" }, "version": { "type": "integer" }, "patch": { "type": "array" },
              "payload": true }
          },
          "Preview": {
            "type": "object", "required": ["lead", "was", "wouldBe", "changes", "masked"],
            "properties": {
              "lead": { "type": "string" }, "was": { "type": ["object", "null"] }, "wouldBe": { "type": "object" },
              "changes": { "type": "array", "items": { "type": "object" } }, "masked": { "type": "boolean" },
              "note": { "type": "string" }, "payload": true
            }
          },
          "Resolved": {
            "type": "object", "required": ["resolved", "refused"],
            "properties": { "resolved": { "type": "integer" }, "refused": { "type": "array", "items": { "type": "object" } } }
          },
          "Waiting": {
            "type": "object", "required": ["source", "waitsFor", "state", "leads", "oldest"],
            "properties": {
              "source": { "type": "string" }, "waitsFor": { "enum": ["mapping", "data"] }, "state": { "type": "string" },
              "leads": { "type": "integer" }, "oldest": { "type": ["string", "null"] },
              "cause": { "oneOf": [{ "$ref": "#/components/schemas/Cause" }, { "type": "null" }] },
              "since": { "type": ["string", "null"] }, "until": { "type": ["string", "null"] }
            }
          },
          "Books": {
            "type": "object", "required": ["accepted", "balanced", "states"],
            "properties": { "accepted": { "type": "integer" }, "balanced": { "type": "boolean" },
              "states": { "type": "object", "additionalProperties": { "type": "integer" } } }
          },
          "CauseGroup": {
            "type": "object", "required": ["fingerprint", "state", "cause", "count", "first", "last", "sources"],
            "properties": {
              "fingerprint": { "type": "string" }, "state": { "$ref": "#/components/schemas/State" },
              "cause": { "$ref": "#/components/schemas/Cause" }, "count": { "type": "integer" },
              "first": { "$ref": "#/components/schemas/Time" }, "last": { "$ref": "#/components/schemas/Time" },
              "sources": { "type": "array", "items": { "type": "string" } }
            }
          },
          "Job": {
            "type": "object",
            "required": ["id", "action", "filter", "by", "state", "matched", "changed", "skipped", "createdAt", "updatedAt", "links"],
            "properties": {
              "id": { "type": "string" }, "action": { "type": "string" }, "filter": { "type": "object" }, "by": { "type": "string" },
              "state": { "type": "string" }, "matched": { "type": "integer" }, "changed": { "type": "integer" },
              "skipped": { "type": "integer" }, "undone": { "type": "integer" },
              "became": { "type": "object", "additionalProperties": { "type": "integer" } }, "rate": { "type": "integer" },
              "reason": { "type": "string" }, "createdAt": { "$ref": "#/components/schemas/Time" },
              "updatedAt": { "$ref": "#/components/schemas/Time" }, "links": { "type": "object" }
            }
          },
          "JobPreview": {
            "type": "object", "required": ["preview", "matched", "looked", "partial", "verdicts", "changes"],
            "properties": {
              "preview": { "const": true }, "matched": { "type": "integer" }, "looked": { "type": "integer" },
              "partial": { "type": "boolean" }, "settling": { "type": "integer" },
              "settled": { "$ref": "#/components/schemas/Time" },
              "verdicts": { "type": "object", "additionalProperties": { "type": "integer" } },
              "changes": { "type": "array", "items": { "type": "object" } }
            }
          },
          "Target": {
            "type": "object", "required": ["target", "state", "waiting", "uncertain", "fenced", "sources"],
            "properties": {
              "target": { "type": "string" }, "state": { "type": "string" }, "waiting": { "type": "integer" },
              "uncertain": { "type": "integer" }, "fenced": { "type": "integer" },
              "sources": { "type": "array", "items": { "type": "object" } }
            }
          },
          "Client": {
            "type": "object", "required": ["client", "requests", "limit", "waiting"],
            "properties": {
              "client": { "type": "string" }, "requests": { "type": "integer" }, "limit": { "type": "integer" },
              "waiting": { "type": "integer" }, "restsSeconds": { "type": "integer" }
            }
          },
          "Source": {
            "type": "object", "required": ["name", "mappings", "mode", "enabled", "secretFaults", "hash"],
            "properties": {
              "name": { "type": "string" }, "description": { "type": ["string", "null"] },
              "mappings": { "type": "array", "items": { "type": "string" } }, "mode": { "enum": ["test", "production"] },
              "enabled": { "type": "boolean" }, "secretFaults": { "type": "array", "items": { "type": "string" } },
              "hash": { "type": "string" }
            }
          },
          "Posts": {
            "type": "object", "required": ["posts", "missed", "cursor"],
            "properties": {
              "posts": { "type": "array", "items": { "type": "object", "required": ["at", "kind"],
                "properties": {
                  "at": { "$ref": "#/components/schemas/Time" },
                  "kind": { "enum": ["lead", "change", "repeated", "repeated-differently", "refused", "ignored"] },
                  "lead": { "anyOf": [{ "$ref": "#/components/schemas/Lead" }, { "type": "string" }] },
                  "fates": { "$ref": "#/components/schemas/Fates" }, "reason": { "type": "string" },
                  "count": { "type": "integer" } } } },
              "missed": { "type": "boolean", "description": "Whether more happened than is kept." },
              "cursor": { "type": "string" }
            }
          },
          "Mapping": {
            "type": "object", "required": ["name", "target", "hash"],
            "properties": { "name": { "type": "string" }, "target": { "type": "string" }, "hash": { "type": "string" } }
          },
          "Finding": {
            "type": "object", "required": ["code", "severity", "file", "pointer", "line", "column", "message", "advice"],
            "properties": {
              "code": { "type": "string" }, "severity": { "type": "string" }, "file": { "type": "string" },
              "pointer": { "type": "string" }, "line": { "type": "integer" }, "column": { "type": "integer" },
              "message": { "type": "string" }, "advice": { "type": "string" }
            }
          },
          "Notice": {
            "type": "object",
            "required": ["id", "source", "mapping", "kind", "state", "place", "message", "suggestion", "leads", "since", "examples"],
            "properties": {
              "id": { "type": "string" }, "source": { "type": "string" }, "mapping": { "type": "string" },
              "kind": { "type": "string" }, "state": { "type": "string" }, "place": { "type": "string" },
              "selector": { "type": "string" }, "message": { "type": "string" }, "suggestion": { "type": "string" },
              "leads": { "type": "integer" }, "since": { "$ref": "#/components/schemas/Time" },
              "examples": { "type": "array", "items": { "type": "object" } }
            }
          },
          "Erasure": {
            "type": "object", "required": ["id", "state", "by", "reason", "foundBy", "orderedAt", "matched", "erased", "left"],
            "properties": {
              "id": { "type": "string" }, "state": { "enum": ["running", "done"] }, "by": { "type": "string" },
              "reason": { "type": "string" }, "foundBy": { "type": "array", "items": { "type": "string" } },
              "orderedAt": { "$ref": "#/components/schemas/Time" }, "matched": { "type": "integer" },
              "erased": { "type": "array", "items": { "type": "object" } },
              "left": { "type": "array", "items": { "type": "object" } }
            }
          },
          "Token": {
            "type": "object", "required": ["name", "role", "createdAt", "createdBy", "revokedAt"],
            "properties": {
              "name": { "type": "string" }, "role": { "type": "string" }, "createdAt": { "$ref": "#/components/schemas/Time" },
              "createdBy": { "type": "string" }, "revokedAt": { "type": ["string", "null"] },
              "token": { "type": "string", "description": "Only in the answer that makes it." }
            }
          },
          "AuditEntry": {
            "type": "object", "required": ["sequence", "at", "by", "act", "subject", "reason"],
            "properties": {
              "sequence": { "type": "integer" }, "at": { "$ref": "#/components/schemas/Time" }, "by": { "type": "string" },
              "act": { "type": "string" }, "subject": { "type": "string" }, "reason": { "type": ["string", "null"] }
            }
          },
          "Readiness": {
            "type": "object", "required": ["status", "problem", "damages", "fenced", "waiting"],
            "properties": {
              "status": { "enum": ["ready", "not-ready", "damaged", "fenced"] }, "problem": { "type": ["string", "null"] },
              "damages": { "type": "integer" }, "fenced": { "type": "integer" }, "waiting": { "type": "integer" }
            }
          }
        }
        """#
}
