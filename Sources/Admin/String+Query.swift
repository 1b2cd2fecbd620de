import Foundation

extension String {
    /// The path with these parameters as its query, in their order; those without a value are left out.
    package func addingQuery(_ parameters: [(name: String, value: String?)]) -> String {
        let parts = parameters.compactMap { name, value in
            value?.addingPercentEncoding(withAllowedCharacters: .alphanumerics).map { "\(name)=\($0)" }
        }
        return self + "?" + parts.joined(separator: "&")
    }
}
