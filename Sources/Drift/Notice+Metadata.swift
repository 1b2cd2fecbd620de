import Logging
import Mapping

extension Notice {
    /// What a log line about it says: places and ids.
    var metadata: Logger.Metadata {
        [
            "notice": "\(id)", "source": "\(source)", "kind": "\(kind.rawValue)", "place": "\(place)",
            "mapping": "\(mapping)", "leads": "\(leads)", "suggestion": "\(suggestion)",
            "end": "\(end?.rawValue ?? "-")",
        ]
    }
}
