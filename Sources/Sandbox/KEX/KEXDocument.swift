import JSON

/// A KreditSmart case's content in the form of the import, with what KreditSmart adds: ids of applicants and household items,
/// and `antragstellerIds` in place of `gehoertZuAntragsteller`.
struct KEXDocument {
    var value: JSONValue

    /// The places of the applicants.
    static let applicants = ["antragsteller1", "antragsteller2"]

    /// The content that an import creates.
    init(imported value: JSONValue, _ identifiers: Identifiers) {
        self.value = value
        for (index, name) in Self.applicants.enumerated() {
            // There is always a first applicant, if need be an empty one: the answer of the import has its id.
            guard var applicant = value[name]?.objectValue ?? (index == 0 ? [:] : nil) else { continue }
            applicant["id"] = .string(identifiers.uuid())
            self.value.set(.object(applicant), at: JSONPointer([name]))
        }
        for position in KEXPosition.all {
            guard let items = value[pointer: position.place]?.arrayValue else { continue }
            self.value.set(.array(items.map { owned($0, id: identifiers.uuid()) }), at: position.place)
        }
        if let account = value[pointer: Self.account] { self.value.set(owned(account, id: nil), at: Self.account) }
    }

    /// The content of a case that exists.
    init(_ value: JSONValue) { self.value = value }

    static let account = JSONPointer(["haushalt", "kontoverbindung"])
    static let purpose = JSONPointer(["finanzbedarf", "finanzierungszweck"])
    static let vehicle = JSONPointer(["finanzbedarf", "fahrzeugkauf"])

    /// The ids of the applicants, first and second.
    var applicantIDs: [String] { Self.applicants.compactMap { value[$0]?["id"]?.stringValue } }

    /// The member that holds the applicant with this id.
    func applicant(_ id: String) -> String? {
        Self.applicants.first { value[$0]?["id"]?.stringValue == id }
    }

    /// Whether the loan is for a vehicle.
    var isForVehicle: Bool { value[pointer: Self.purpose]?.stringValue == "FAHRZEUGKAUF" }

    /// The content as the export shows it: with `gehoertZuAntragsteller` beside `antragstellerIds`.
    var exported: JSONValue {
        var shown = value
        for position in KEXPosition.all {
            guard let items = value[pointer: position.place]?.arrayValue else { continue }
            shown.set(.array(items.map(belonging)), at: position.place)
        }
        if let account = value[pointer: Self.account] { shown.set(belonging(account), at: Self.account) }
        return shown
    }

    private func belonging(_ item: JSONValue) -> JSONValue {
        guard var object = item.objectValue else { return item }
        let ids = applicantIDs
        let owners = object["antragstellerIds"]?.arrayValue?.compactMap(\.stringValue).compactMap(ids.firstIndex) ?? []
        guard let first = owners.first else { return item }
        object["gehoertZuAntragsteller"] = .string(owners.count > 1 ? "BEIDE" : "ANTRAGSTELLER_\(first + 1)")
        return .object(object)
    }

    private func owned(_ item: JSONValue, id: String?) -> JSONValue {
        guard var object = item.objectValue else { return item }
        let ids = applicantIDs
        let owners: [String]
        switch object["gehoertZuAntragsteller"]?.stringValue {
        case "ANTRAGSTELLER_1"?: owners = Array(ids.prefix(1))
        case "ANTRAGSTELLER_2"?: owners = Array(ids.dropFirst())
        case "BEIDE"?: owners = ids
        default: owners = []
        }
        object["gehoertZuAntragsteller"] = nil
        object["antragstellerIds"] = .array(owners.map { .string($0) })
        object["id"] = id.map { .string($0) }
        return .object(object)
    }
}
