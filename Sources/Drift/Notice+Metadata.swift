import Logging
import Mapping
import Telemetry

extension Notice {
    /// What a log line about it says: places and ids.
    var attributes: [Event.Attribute: Logger.MetadataValue] {
        [
            .notice: "\(id)", .source: "\(source)", .kind: "\(kind.rawValue)", .place: "\(place)",
            .mapping: "\(mapping)", .leads: "\(leads)", .suggestion: "\(suggestion)",
            .end: "\(end?.rawValue ?? "-")",
        ]
    }
}
