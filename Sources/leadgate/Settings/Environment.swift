import ArgumentParser
import Foundation
import Mapping
import SourceFiles
import Suggestions

/// The variables that a process was started with, read through the table of settings only.
struct Environment: Sendable {
    private let variables: [String: String]

    init(_ variables: [String: String]) { self.variables = variables }

    /// This process's own.
    static let process = Environment(ProcessInfo.processInfo.environment)

    /// What a setting is: the flag if it was given, else the variable, else the default.
    func value(_ setting: Setting, flag: String? = nil) -> String? {
        flag ?? variables[setting.variable] ?? setting.fallback
    }

    /// Where senders reach the gateway; without a setting this machine.
    /// - Throws: `ValidationError` for what is no address.
    func intakeAddress(flag: String?) throws -> String {
        try EdgeSettings.publicURL(self, flag: flag) ?? "http://127.0.0.1:\(text(.port))"
    }

    /// A variable that a settings file names for a secret.
    func variable(_ name: String) -> String? { variables[name] }

    /// A setting that has a default.
    func text(_ setting: Setting, flag: String? = nil) -> String {
        guard let text = value(setting, flag: flag) else { preconditionFailure("\(setting.name) has no default") }
        return text
    }

    /// A setting that names one of several things.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ setting: Setting,
        flag: Choice? = nil
    ) throws -> Choice where Choice.RawValue == String {
        let text = text(setting, flag: flag?.rawValue)
        guard let choice = Choice(rawValue: text) else {
            let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\(setting.variable) is '\(text)'; allowed are \(allowed)")
        }
        return choice
    }

    /// A setting that is a port.
    func port(_ setting: Setting, flag: Int? = nil) throws -> Int {
        let text = text(setting, flag: flag.map(String.init))
        let place = flag == nil ? setting.variable : "--\(setting.name)"
        guard let number = Int(text), (0...65_535).contains(number) else {
            throw ValidationError("\(place) is '\(text)'; a port is a number from 0 to 65535")
        }
        return number
    }

    /// What looks like a setting and is none, in words: a typing error would otherwise leave a default in force unseen.
    ///
    /// - Parameter others: variables that are read for other reasons, such as those that sources name for their secrets.
    func strangers(beside others: Set<String> = []) -> [String] {
        let known = Setting.all.map(\.variable)
        let strange = variables.keys.filter {
            $0.hasPrefix(Setting.prefix) && !known.contains($0) && !others.contains($0)
        }
        return strange.sorted().map { name in
            let near = suggestions(for: name, among: known).first.map { "; did you mean \($0)?" } ?? ""
            return "\(name) is set, but there is no such setting\(near)"
        }
    }
}

extension MappingLibrary {
    /// The variables that the sources name for their secrets.
    var secretVariables: Set<String> {
        let secrets = sources.flatMap { $0.credentials.flatMap(\.secrets) + ($0.callback.map { [$0.secret] } ?? []) }
        return Set(secrets.compactMap { if case .environment(let name) = $0 { name } else { nil } })
    }
}
