package import JSON

/// A confirmation as the sealed store and the admin API have it; the raw answer is kept apart.
extension Confirmation {
    /// The confirmation without the raw answer; members that are empty are left out.
    package var json: JSONObject {
        var json: JSONObject = [:]
        if let vorgangsnummer { json["vorgangsnummer"] = .string(vorgangsnummer) }
        if !results.isEmpty { json["results"] = .array(results.map { .object($0.json) }) }
        if !messages.isEmpty { json["messages"] = .array(messages.map(JSONValue.string)) }
        if !remarks.isEmpty {
            json["remarks"] = .array(
                remarks.map { .object(["place": .string($0.place), "words": .string($0.words)]) }
            )
        }
        if !ids.isEmpty {
            json["ids"] = .object(JSONObject(ids.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        }
        if !differences.isEmpty { json["differences"] = .array(differences.map { .object($0.json) }) }
        return json
    }

    /// Reads what ``json`` wrote; what is not understood is left out.
    package init(json: JSONObject) {
        var ids: [String: String] = [:]
        for member in json["ids"]?.objectValue ?? [:] { ids[member.key] = member.value.stringValue }
        self.init(
            vorgangsnummer: json["vorgangsnummer"]?.stringValue,
            results: (json["results"]?.arrayValue ?? []).compactMap(OperationResult.init(json:)),
            messages: (json["messages"]?.arrayValue ?? []).compactMap(\.stringValue),
            remarks: (json["remarks"]?.arrayValue ?? []).compactMap { remark in
                guard let place = remark["place"]?.stringValue, let words = remark["words"]?.stringValue else {
                    return nil
                }
                return Remark(place: place, words: words)
            },
            ids: ids,
            differences: (json["differences"]?.arrayValue ?? []).compactMap(ReadBackDifference.init(json:))
        )
    }

    /// What two attempts at one document confirmed together; the later one's number and answer count.
    package func followed(by later: Confirmation) -> Confirmation {
        let repeated = Set(later.results.map(\.index))
        return Confirmation(
            vorgangsnummer: later.vorgangsnummer ?? vorgangsnummer,
            results: (results.filter { !repeated.contains($0.index) } + later.results).sorted { $0.index < $1.index },
            messages: messages + later.messages,
            remarks: remarks + later.remarks,
            ids: ids.merging(later.ids) { $1 },
            differences: later.differences,
            answer: later.answer
        )
    }
}

extension OperationResult {
    fileprivate var json: JSONObject {
        var json: JSONObject = ["index": .number(JSONNumber(index)), "name": .string(name)]
        if let id { json["id"] = .string(id) }
        if !messages.isEmpty { json["messages"] = .array(messages.map(JSONValue.string)) }
        return json
    }

    fileprivate init?(json: JSONValue) {
        guard let index = json["index"]?.numberValue?.int, let name = json["name"]?.stringValue else { return nil }
        self.init(
            index: index,
            name: name,
            id: json["id"]?.stringValue,
            messages: (json["messages"]?.arrayValue ?? []).compactMap(\.stringValue)
        )
    }
}

extension ReadBackDifference {
    fileprivate var json: JSONObject {
        switch kind {
        case .missing: ["place": .string(place), "kind": "missing"]
        case .changed: ["place": .string(place), "kind": "changed"]
        case .moved(let to): ["place": .string(place), "kind": "moved", "to": .string(to)]
        }
    }

    fileprivate init?(json: JSONValue) {
        guard let place = json["place"]?.stringValue else { return nil }
        switch (json["kind"]?.stringValue, json["to"]?.stringValue) {
        case ("missing", _): self.init(place: place, kind: .missing)
        case ("changed", _): self.init(place: place, kind: .changed)
        case ("moved", let to?): self.init(place: place, kind: .moved(to: to))
        default: return nil
        }
    }
}
