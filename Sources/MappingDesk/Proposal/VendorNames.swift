/// Names of fields that a vendor gives itself and whose words say something else, or nothing.
enum VendorNames {
    /// What is to be thought of instead of the name; nil where that speaks for itself.
    ///
    /// - Parameter names: all names of the form.
    static func meaning(of name: String, in preset: String?, among names: some Sequence<String>) -> String? {
        switch preset {
        case "bitrix24": bitrix24[name]
        case "gravity": gravity(name, names)
        default: nil
        }
    }

    private static let bitrix24 = ["NAME": "vorname", "SECOND_NAME": "zweiter Vorname", "ADDRESS": "strasse"]

    /// Gravity Forms numbers the inputs of a name and of an address: the town is 4.3 where the street is 4.1, and 1.3 a
    /// first name where there is no 1.1.
    private static func gravity(_ name: String, _ names: some Sequence<String>) -> String? {
        let parts = name.split(separator: ".")
        guard parts.count == 2 else { return nil }
        let isAddress = names.contains { $0 == "\(parts[0]).1" }
        return switch parts[1] {
        case "1" where isAddress: "strasse"
        case "2": isAddress ? nil : "anrede"
        case "3": isAddress ? "ort" : "vorname"
        case "5": isAddress ? "plz" : nil
        case "6": isAddress ? nil : "nachname"
        default: nil
        }
    }
}
