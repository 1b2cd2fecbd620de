import ArgumentParser
import Foundation
import JSON
import NIOHTTP1
import UnixSignals

/// `leadgate listen`: posts as they come.
struct ListenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Show a source's posts as they come, and what becomes of them.",
        discussion: """
            One line for each post: when it came, what it is now, its lead, and how many of its fields were used; below it the \
            names of those that no rule read or that could not be read, never what they say. With --reason what they say is \
            shown, too, and each look stands in the audit log. Posts that were turned away are shown with the reason.

              leadgate listen musterbank
              leadgate listen musterbank --reason "connecting the form"
              leadgate listen musterbank --json | jq .

            Ctrl-C ends it. While the gateway restarts it waits, and shows what came meanwhile.
            """
    )

    @Argument(help: "The source's name.")
    var source: String

    @Option(help: "Why what customers typed is looked at; it stands in the audit log with each lead.")
    var reason: String?

    @Option(help: "End after so many lines.")
    var count: Int?

    @OptionGroup var admin: AdminOptions

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count is \(count); it is at least 1") }
    }

    func run() async throws {
        let client = try AdminClient(admin.address)
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in signals { return } }
            group.addTask { try await follow(client) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Asks again and again, from where the last answer ended.
    private func follow(_ client: AdminClient) async throws {
        var cursor: String?
        var shown = 0
        var isAway = false
        while !Task.isCancelled {
            switch await client.attempt(address(cursor)) {
            case .answer(let answer):
                if cursor == nil { Console.error("listening to '\(source)'; Ctrl-C ends it") }
                if isAway { Console.error("the gateway is there again") }
                isAway = false
                if answer["missed"]?.boolValue == true {
                    Console.error("more happened than could be shown: leadgate leads list")
                }
                for post in answer["posts"]?.arrayValue ?? [] {
                    Self.put(admin.json ? post.text() : PostLines(post).text)
                    shown += 1
                    if shown == count { return }
                }
                cursor = answer["cursor"]?.stringValue ?? cursor
            case .refused(let status, let words):
                Console.error("the gateway answered \(status): \(words)")
                throw ExitCode.failure
            case .nobody:
                if cursor == nil {
                    Console.error("no gateway answers there: is `leadgate serve` running? (--admin-url)")
                    throw ExitCode.failure
                }
                if !isAway, !Task.isCancelled { Console.error("the gateway does not answer; waiting for it") }
                isAway = true
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    private func address(_ cursor: String?) -> String {
        var components = URLComponents()
        components.queryItems = [URLQueryItem(name: "wait", value: "20")]
        if let cursor { components.queryItems?.append(URLQueryItem(name: "cursor", value: cursor)) }
        if let reason { components.queryItems?.append(URLQueryItem(name: "reason", value: reason)) }
        let name = source.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? source
        return "/admin/api/sources/\(name)/posts?" + (components.percentEncodedQuery ?? "").replacing("+", with: "%2B")
    }

    /// At once, also where the output is no terminal.
    private static func put(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}

/// One post of a source, as lines for a person.
struct PostLines {
    private let post: JSONValue

    init(_ post: JSONValue) { self.post = post }

    var text: String {
        let time = (post["at"]?.stringValue ?? "").dropFirst(11).prefix(8)
        switch post["kind"]?.stringValue {
        case "refused": return "\(time)  \("refused".padded(to: 11))\(post["reason"]?.stringValue ?? "")\(times)"
        case "repeated":
            return
                "\(time)  \("repeated".padded(to: 11))\(post["lead"]?.stringValue ?? "")  got the first one's receipt"
        case "repeated-differently":
            return
                "\(time)  \("repeated".padded(to: 11))\(post["lead"]?.stringValue ?? "")  with other content, kept beside it"
        case "ignored": return "\(time)  \("ignored".padded(to: 11))no lead in it\(times)"
        default: break
        }
        let lead = post["lead"]
        var line = "\(time)  \((lead?["state"]?.stringValue ?? "").padded(to: 11))\(lead?["id"]?.stringValue ?? "")"
        if let number = lead?["vorgangsnummer"]?.stringValue { line += "  \(number)" }
        if let code = lead?["cause"]?["code"]?.stringValue { line += "  \(code)" }
        guard let fates = post["fates"] else { return line }
        var lines = [line + "  " + counts(fates)]
        for kind in ["unread", "unreadable"] {
            for fate in real(fates, kind) {
                lines.append("          \(kind.padded(to: 11))\((Self.name(fate) + Self.said(fate)).shown)")
            }
        }
        for fate in real(fates, "used") where fate["value"] != nil {
            lines.append("          \("used".padded(to: 11))\((Self.name(fate) + Self.said(fate)).shown)")
        }
        return lines.joined(separator: "\n")
    }

    private var times: String {
        let count = post["count"]?.numberValue?.int ?? 1
        return count > 1 ? "  (\(count) posts)" : ""
    }

    private func counts(_ fates: JSONValue) -> String {
        ["used", "unread", "unreadable"].compactMap { kind in
            let count = real(fates, kind).count
            return count == 0 && kind != "used" ? nil : "\(count) \(kind)"
        }.joined(separator: ", ")
    }

    /// Without blank fields, which say nothing.
    private func real(_ fates: JSONValue, _ kind: String) -> [JSONValue] {
        (fates[kind]?.arrayValue ?? []).filter { $0["blank"]?.boolValue != true }
    }

    private static func name(_ fate: JSONValue) -> String {
        if let field = fate["field"]?.stringValue { return field }
        let place = fate["place"]?.stringValue ?? ""
        // Of a plain form the place is the field's name.
        return place.hasPrefix("/") && !place.dropFirst().contains("/") ? String(place.dropFirst()) : place
    }

    /// What is to be said of a field besides its name: why it could not be read, and what it says where that may be seen.
    private static func said(_ fate: JSONValue) -> String {
        let code = (fate["code"]?.stringValue).map { "  \($0)" } ?? ""
        return code + ((fate["value"]?.text()).map { "  \($0)" } ?? "")
    }
}
