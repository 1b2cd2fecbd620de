import Mapping
import SourceFiles

extension MappingLibrary {
    /// The most secrets that one source checks signatures with.
    var mostSigningSecrets: Int {
        sources.reduce(0) { most, source in
            let secrets = source.credentials.reduce(0) { sum, credential in
                if case .signature = credential.scheme { sum + credential.secrets.count } else { sum }
            }
            return max(most, secrets)
        }
    }
}
