import Europace
import Foundation
import JSON
import Targets

/// The file of `LEADGATE_IDENTITIES`: under which names the gateway is known to Europace, besides the plain client.
///
/// ```json
/// {"lender": {"clientID": "…", "clientSecret": {"file": "/run/secrets/lender"},
///             "scope": "privatkredit:antrag:schreiben", "targets": ["antragsstatus"]}}
/// ```
/// Secrets stand in the environment or in files, never in this one.
enum IdentitiesFile {
    /// Reads the identities, in the order of the file.
    /// - Throws: `StartError` with the place and what to do.
    static func read(
        _ path: String,
        _ environment: Environment,
        targets: [Target]
    ) throws(StartError) -> [EuropaceIdentity] {
        guard let bytes = try? Files.read(path) else {
            throw StartError(message: "the identities in '\(path)' (LEADGATE_IDENTITIES) cannot be read")
        }
        let document: JSONValue
        do {
            document = try JSONValue.parse(bytes)
        } catch {
            throw StartError(message: "\(path):\(error.line):\(error.column): \(error.message) (LEADGATE_IDENTITIES)")
        }
        guard let members = document.objectValue else {
            throw StartError(message: "\(path) (LEADGATE_IDENTITIES) is no object of identities by name")
        }
        var identities: [EuropaceIdentity] = []
        for member in members {
            identities.append(try identity(member.key, member.value, path, environment, targets))
        }
        return identities
    }

    private static let members = ["clientID", "clientSecret", "scope", "subject", "actor", "targets"]

    private static func identity(
        _ name: String,
        _ value: JSONValue,
        _ path: String,
        _ environment: Environment,
        _ known: [Target]
    ) throws(StartError) -> EuropaceIdentity {
        func wrong(_ what: String) -> StartError { StartError(message: "\(path): identity '\(name)' \(what)") }
        guard let object = value.objectValue else { throw wrong("is no object") }
        if let unknown = object.keys.first(where: { !members.contains($0) }) {
            throw wrong("has an unknown member '\(unknown)'; there are \(members.joined(separator: ", "))")
        }
        guard let id = object["clientID"]?.stringValue, !id.isEmpty else { throw wrong("has no 'clientID'") }
        var targets: Set<Target>?
        if let list = object["targets"] {
            let names = list.arrayValue?.compactMap(\.stringValue) ?? []
            let known = known.map(\.rawValue)
            if let unknown = names.first(where: { !known.contains($0) }) {
                throw wrong("is meant for '\(unknown)', which is no target; there are \(known.joined(separator: ", "))")
            }
            guard !names.isEmpty else { throw wrong("has 'targets' without the name of a target") }
            targets = Set(names.map(Target.init(rawValue:)))
        }
        let secret = try secret(object["clientSecret"], environment) { wrong($0) }
        return EuropaceIdentity(
            name: name,
            credentials: EuropaceCredentials(
                clientID: id,
                clientSecret: secret,
                scope: object["scope"]?.stringValue,
                subject: object["subject"]?.stringValue,
                actor: object["actor"]?.stringValue
            ),
            targets: targets
        )
    }

    private static func secret(
        _ value: JSONValue?,
        _ environment: Environment,
        _ wrong: (String) -> StartError
    ) throws(StartError) -> String {
        if let name = value?["env"]?.stringValue {
            guard let secret = environment.variable(name), !secret.isEmpty else {
                throw wrong("has its secret in the environment variable \(name), which is not set")
            }
            return secret
        }
        guard let file = value?["file"]?.stringValue else {
            throw wrong(#"has no 'clientSecret'; add {"env": "NAME"} or {"file": "PATH"}"#)
        }
        guard let bytes = try? Files.read(file), let text = String(validating: bytes, as: UTF8.self) else {
            throw wrong("has its secret in the file '\(file)', which cannot be read")
        }
        return text.trimmedWhitespace
    }
}
