import Names
import Submissions

/// What a path of the public listener means. There are no others; none of them ever touches the file system.
enum Route: Sendable, Hashable {
    case hook(source: SourceName, secret: String?)
    case dryRun(source: SourceName, secret: String?)
    case lead(id: String)
    /// ClickFunnels classic posts here before it saves a webhook, and wants 200 (payload facts 1.8).
    case funnelTest
    case alive
    case ready
    /// What this listener answers, as a document.
    case description

    /// Reads a path; nil if there is nothing there.
    init?(_ path: String) {
        switch path {
        case "/livez": self = .alive
        case "/readyz": self = .ready
        case "/funnel_webhooks/test": self = .funnelTest
        case "/openapi.json": self = .description
        default:
            if let name = Self.plainName(path) {
                self = .hook(source: SourceName(name), secret: nil)
                return
            }
            var parts = path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            if parts.count > 2, parts.last?.isEmpty == true { parts.removeLast() }  // a trailing slash says nothing
            // Nor does a doubled one in front.
            while parts.count > 2, parts.first?.isEmpty == true { parts.removeFirst() }
            let words = parts.compactMap { Substring($0) }
            switch (words.first, words.count) {
            case ("leads", 2):
                self = .lead(id: String(words[1]))
            case ("hooks", 2):
                self = .hook(source: SourceName(words[1]), secret: nil)
            case ("hooks", 3) where words[2] == "dry-run":
                self = .dryRun(source: SourceName(words[1]), secret: nil)
            case ("hooks", 3):
                self = .hook(source: SourceName(words[1]), secret: PercentEncoding.decode(words[2], plusIsSpace: false))
            case ("hooks", 4) where words[3] == "dry-run":
                self = .dryRun(
                    source: SourceName(words[1]),
                    secret: PercentEncoding.decode(words[2], plusIsSpace: false)
                )
            default:
                return nil
            }
        }
    }

    /// The source of the path that most posts come to, `/hooks/NAME`.
    private static func plainName(_ path: String) -> Substring? {
        guard path.utf8.starts(with: hooks), case let name = path.utf8.dropFirst(hooks.count), !name.isEmpty,
            !name.contains(UInt8(ascii: "/"))
        else { return nil }
        return Substring(name)
    }

    private static let hooks = Array("/hooks/".utf8)

    /// Its path in the table of operations (``IntakeAPI``).
    var template: String {
        switch self {
        case .hook(_, nil): "/hooks/{source}"
        case .hook: "/hooks/{source}/{secret}"
        case .dryRun(_, nil): "/hooks/{source}/dry-run"
        case .dryRun: "/hooks/{source}/{secret}/dry-run"
        case .lead: "/leads/{id}"
        case .funnelTest: "/funnel_webhooks/test"
        case .alive: "/livez"
        case .ready: "/readyz"
        case .description: "/openapi.json"
        }
    }
}
