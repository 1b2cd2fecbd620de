package import JSON
package import Names
package import Targets

/// The two files that connect a sender: a source, and a mapping that extends the standard of a target.
package struct NewSource: Sendable {
    package let name: SourceName
    package let vendor: Vendor
    /// The mapping it goes through; `nil`: a new one of the source's own name.
    package var mapping: String?
    package let target: Target
    /// The mapping that the new one extends.
    package let standard: String
    /// The partner who looks after its leads; some targets take none without.
    package let kundenbetreuer: String?
    /// Where the token is with which its leads are fetched, as a source file says it.
    package var token: JSONValue = ["env": "TOKEN"]
    /// Whether it keeps its leads until there is a mapping, and has none yet.
    package var isLearning = false
    /// The page that a browser is sent to when its post was taken; nil for an answer in JSON.
    package let thanks: String?

    package init(
        name: SourceName,
        vendor: Vendor,
        mapping: String?,
        target: Target,
        standard: String,
        kundenbetreuer: String?,
        thanks: String? = nil
    ) {
        self.name = name
        self.vendor = vendor
        self.mapping = mapping
        self.target = target
        self.standard = standard
        self.kundenbetreuer = kundenbetreuer
        self.thanks = thanks
    }

    /// Whether it comes with a mapping of its own.
    package var writesMapping: Bool { mapping == nil && !isLearning }

    /// The source file.
    ///
    /// - Parameter secret: where the secret is, as a source file says it.
    package func sourceFile(secret: JSONValue) -> JSONValue {
        var attach: JSONObject = ["importquelle": .string(vendor.title)]
        if let kundenbetreuer { attach["kundenbetreuer"] = .string(kundenbetreuer) }
        var file: JSONObject = [
            "$schema": "../schema/source.json", "description": .string("\(vendor.title): \(name)"),
        ]
        if isLearning { file["learning"] = true } else { file["mapping"] = .string(mapping ?? name.rawValue) }
        let rest: JSONObject = [
            "mode": "test",
            "credential": ["scheme": .string(scheme), "secret": secret],
            "attach": .object(attach),
        ]
        for member in rest { file[member.key] = member.value }
        if case .object(var fetch)? = vendor.fetch {
            if var settings = fetch["token"]?.objectValue {
                settings["secret"] = token
                fetch["token"] = .object(settings)
            }
            file["fetch"] = .object(fetch)
        }
        if !vendor.ignored.isEmpty { file["ignore"] = .array(vendor.ignored.map(JSONValue.string)) }
        if let key = vendor.key { file["duplicates"] = ["key": .string(key), "window": "90d"] }
        var respond: JSONObject = vendor.neverRepeats ? ["undecodable": 200] : [:]
        if let thanks { respond["redirect"] = .string(thanks) }
        if !respond.isEmpty { file["respond"] = .object(respond) }
        return .object(file)
    }

    /// The mapping file.
    package func mappingFile() -> JSONValue {
        var file: JSONObject = [
            "$schema": .string("./schema/\(target.rawValue).json"), "description": .string("\(vendor.title): \(name)"),
            "extends": .string(standard),
        ]
        if let form = vendor.form { file["form"] = ["preset": .string(form), "names": .object(vendor.names)] }
        return .object(file)
    }

    private var scheme: String {
        switch vendor.proof {
        case .address: "url"
        case .bearer: "bearer"
        case .typedIn(let preset), .givenOut(let preset, _): preset
        }
    }
}
