import JSON
package import Targets

extension TargetProfile {
    /// Whether a document takes effect once, however often it is sent.
    package func mayRepeat(_ document: [UInt8]) -> Bool {
        switch repetition {
        case .never: false
        case .safe(let except): names(of: document).map { $0.isDisjoint(with: except) } ?? false
        case .prefixes(let prefixes):
            names(of: document).map { $0.allSatisfy { name in prefixes.contains(where: name.hasPrefix) } } ?? false
        }
    }

    /// The names of a document's operations, or of its members where it is one object.
    private func names(of document: [UInt8]) -> Set<String>? {
        guard let value = try? JSONValue.parse(document) else { return nil }
        switch self.document {
        case .object: return value.objectValue.map { Set($0.map(\.key)) }
        case .operations:
            return value.arrayValue.map { operations in Set(operations.flatMap { ($0.objectValue ?? [:]).map(\.key) }) }
        }
    }
}
