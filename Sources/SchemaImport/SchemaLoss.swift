package import JSON
package import TargetSchemas

/// What a user of the old schema would lose under the new one.
package struct SchemaLoss: Sendable, Hashable, CustomStringConvertible {
    /// `memberRemoved`, `typeRemoved`, `kindChanged`, `valueRemoved`, `becameRequired` or `statusChanged`.
    package let kind: SchemaChange.Kind
    package let path: String
    package let message: String
    package let advice: String?

    /// Only a status that changed loses nothing yet.
    package var isError: Bool { kind != .statusChanged }

    package var description: String { "\(path): \(message)" + (advice.map { ". \($0)" } ?? "") }

    package var json: JSONValue {
        var object = JSONObject()
        object.append("kind", .string(kind.rawValue))
        object.append("severity", .string(isError ? "error" : "warning"))
        object.append("path", .string(path))
        object.append("message", .string(message))
        if let advice { object.append("advice", .string(advice)) }
        return .object(object)
    }
}

extension SchemaComparison {
    /// What these places would lose; places that the old schema does not have either are passed over.
    package func losses(of used: some Sequence<UsedPlace>) -> [SchemaLoss] {
        var losses: [SchemaLoss] = []
        var owners: [String: (old: ObjectType, new: ObjectType, used: Set<String>)] = [:]
        var order: [String] = []
        for place in used {
            guard let before = try? old.place(at: place.path) else { continue }
            do throws(PlaceError) {
                let after = try new.place(at: place.path)
                losses += changes(from: before, to: after, values: place.values)
            } catch {
                losses.append(
                    SchemaLoss(
                        kind: error.code == .unknownType ? .typeRemoved : .memberRemoved,
                        path: before.path,
                        message: error.message,
                        advice: error.advice
                    )
                )
            }
            note(place.path, in: &owners, order: &order)
        }
        for path in order {
            guard let owner = owners[path] else { continue }
            for member in owner.new.requiredMembers
            where owner.old.member(member.name)?.isRequired != true && !owner.used.contains(member.name) {
                losses.append(
                    SchemaLoss(
                        kind: .becameRequired,
                        path: path.isEmpty ? member.name : "\(path).\(member.name)",
                        message: "is required now and not filled in",
                        advice: nil
                    )
                )
            }
        }
        return losses
    }

    /// What a document that was right under the old schema would lose: the findings that are new.
    package func losses(in document: JSONValue) -> [DocumentFinding] {
        struct Key: Hashable {
            let code: DocumentFinding.Code
            let pointer: JSONPointer
        }
        let known = Set(old.findings(in: document).map { Key(code: $0.code, pointer: $0.pointer) })
        return new.findings(in: document).filter { !known.contains(Key(code: $0.code, pointer: $0.pointer)) }
    }

    private func changes(from before: Place, to after: Place, values: [String]) -> [SchemaLoss] {
        var losses: [SchemaLoss] = []
        if before.kind.name != after.kind.name {
            losses.append(
                SchemaLoss(
                    kind: .kindChanged,
                    path: before.path,
                    message: "takes \(after.kind.name) now, not \(before.kind.name)",
                    advice: nil
                )
            )
        }
        if case .enumeration(let id) = after.kind.innermost {
            for value in values where !new[id].contains(value) {
                losses.append(
                    SchemaLoss(
                        kind: .valueRemoved,
                        path: before.path,
                        message: "does not know '\(value)' any more",
                        advice: FindingText.advice(for: value, among: new[id].values)
                    )
                )
            }
        }
        if let status = after.member?.status, status != .current, status != before.member?.status {
            var advice: String?
            if case .deprecated(let successor?) = status { advice = "Use '\(successor)' instead" }
            losses.append(
                SchemaLoss(kind: .statusChanged, path: before.path, message: "is \(status.name) now", advice: advice)
            )
        }
        return losses
    }

    /// Remembers, for every object on the way, which of its members are used.
    private func note(
        _ path: String,
        in owners: inout [String: (old: ObjectType, new: ObjectType, used: Set<String>)],
        order: inout [String]
    ) {
        guard let steps = try? SchemaPath(parsing: path).steps else { return }
        for (index, step) in steps.enumerated() {
            let name: String
            switch step {
            case .member(let member): name = member
            case .token(let token): name = token
            case .element, .variant: continue
            }
            let above = SchemaPath(Array(steps[..<index]))
            guard let before = try? old.place(at: above), let after = try? new.place(at: above),
                let oldType = before.type, let newType = after.type
            else { continue }
            if owners[before.path] == nil {
                owners[before.path] = (old[oldType], new[newType], [])
                order.append(before.path)
            }
            owners[before.path]?.used.insert(name)
        }
    }
}
