import ArgumentParser
import Feedback
import Foundation
import GuardedHTTP
import Intake
import JSON
import Mapping
import MappingDesk
import MappingLanguage
import Names
import SourceFiles
import TargetSchemas

/// The mappings that a command works on: a folder, and which of its files were asked for.
struct MappingsFolder {
    let path: String
    /// The way to the folder as it was typed, ending with a slash; empty for the one we are in.
    let shownPath: String
    let files: [LibraryFile]
    let library: MappingLibrary
    /// Paths below the folder; nil for all.
    private let chosen: Set<String>?

    /// Loads the folder that `paths` are in; an empty list is the folder of `--mappings`.
    ///
    /// A file is always judged together with its neighbours, since it may extend one of them.
    init(_ paths: [String], targets: TargetCatalog) throws {
        let standard = Environment.process.text(.mappings)
        let paths = paths.isEmpty ? [standard] : paths
        var folder: String?
        var chosen: Set<String>? = []
        for path in paths {
            guard Files.exists(path) else {
                let guess = "\(standard)/\(path).json"
                let advice = Files.exists(guess) ? "; did you mean \(guess)?" : ""
                Console.error("there is no file or folder '\(path)'\(advice)")
                throw Console.invalidInput
            }
            let url = URL(fileURLWithPath: path)
            let own: String
            if Files.isFolder(path) {
                own = url.path
                chosen = nil
            } else {
                let parent = url.deletingLastPathComponent()
                let sub = Self.subfolders.contains(parent.lastPathComponent) ? parent.lastPathComponent + "/" : ""
                own = (sub.isEmpty ? parent : parent.deletingLastPathComponent()).path
                chosen?.insert(sub + url.lastPathComponent)
            }
            guard folder == nil || folder == own else {
                Console.error("'\(path)' is not in the folder '\(folder ?? "")'; check one folder at a time")
                throw Console.invalidInput
            }
            folder = own
        }
        self.path = folder ?? "mappings"
        shownPath = Self.shown(paths.first ?? "")
        self.chosen = chosen
        do {
            files = try Files.library(in: self.path)
        } catch {
            Console.error("cannot read '\(self.path)': \(error.localizedDescription)")
            throw Console.invalidInput
        }
        library = MappingLibrary.load(files: files, targets: targets)
    }

    private static let subfolders: Set<String> = ["sources", "tables"]

    private static func shown(_ path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        if !Files.isFolder(path) {
            parts = parts.dropLast()
            if let last = parts.last, subfolders.contains(String(last)) { parts = parts.dropLast() }
        }
        while parts.last == "" && parts.count > 1 { parts = parts.dropLast() }
        let folder = parts.joined(separator: "/")
        return folder.isEmpty || folder == "." ? "" : folder + "/"
    }

    /// The one mapping that a command is about, or the reason said and the command ended.
    func only(orElse consequence: String) throws -> Mapping {
        if let mapping = mappings.first { return mapping }
        if let source = chosenFiles.first(where: { $0.path.hasPrefix("sources/") }) {
            let name = String(source.path.dropFirst(8).dropLast(5))
            let first = library.source(SourceName(name))?.mappings.first
            let mapping = first.map { "; its mapping is \(shownPath)\($0).json" } ?? ""
            Console.error("\(shownPath)\(source.path) is a source, not a mapping\(mapping)")
            throw Console.invalidInput
        }
        printFindings(findings)
        Console.error("the mapping has errors, so \(consequence)")
        throw Console.invalidInput
    }

    /// Whether this file was asked for.
    func includes(_ file: String) -> Bool { chosen?.contains(file) ?? true }

    /// Whether certain files were asked for, and not the whole folder.
    var hasChosenFiles: Bool { chosen != nil }

    /// The files that were asked for.
    var chosenFiles: [LibraryFile] { files.filter { includes($0.path) } }

    /// The findings in the files that were asked for.
    var findings: [Finding] { library.findings.filter { includes($0.file) } }

    /// What is wrong with callbacks: with their addresses, and with the secrets that they are signed with, as far as these are
    /// here: at the desk they need not be.
    var callbackFindings: [Finding] {
        library.sources.flatMap { source -> [Finding] in
            guard let file = files.first(where: { $0.path == "sources/\(source.name).json" && includes($0.path) }),
                let callback = source.callback
            else { return [] }
            let log = FindingLog([file.text])
            let address = (try? WebAddress(callback.url)).flatMap { NetworkAddress($0.host) }
            if let address, !address.isPublic, !callback.allowsPrivate {
                log.add(
                    .invalidSetting,
                    at: ["callback", "url"],
                    "\(address) is in a private or special network, and nobody is told of anything there.",
                    advice: "Write an address that anybody may reach, or say \"allowPrivate\": true beside it."
                )
            }
            guard (try? SecretResolver.process.resolve(callback.secret)) != nil else { return log.findings }
            do throws(ReceiverFault) { _ = try callback.receiver(.process) } catch {
                log.add(.invalidSetting, at: ["callback"], error.advice, advice: "Correct it where the gateway runs.")
            }
            return log.findings
        }
    }

    /// A file's text.
    func text(of file: String) -> String? {
        files.first { $0.path == file }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// The mappings that were asked for and are valid.
    var mappings: [Mapping] { library.mappings.filter { includes($0.name + ".json") } }

    /// A mapping file of the folder with all it extends, unchecked.
    func merged(_ name: String) -> (file: JSONValue?, findings: [Finding]) {
        var texts: [String: FileText] = [:]
        for file in files where !file.path.contains("/") {
            texts[String(file.path.dropLast(5))] = file.text
        }
        return MappingLoader.merged(name: name, files: texts)
    }

    /// Prints findings for people.
    func printFindings(_ findings: [Finding]) {
        for finding in findings {
            print(finding.rendered(sourceText: text(of: finding.file), in: shownPath), terminator: "\n\n")
        }
    }
}

extension Finding {
    var isError: Bool { severity == .error }
}
