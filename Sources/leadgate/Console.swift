import ArgumentParser
import Foundation
import JSON

/// What commands share: reading their input, and saying what went wrong on standard error.
enum Console {
    /// Exit code for input that is not what it should be.
    static let invalidInput = ExitCode(2)

    /// Who acts on a stopped gateway's file, for the audit log; no token is called like this.
    static var person: String { "command line (\(NSUserName()))" }

    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Reads a file, or explains and ends the command.
    static func bytes(_ path: String) throws -> [UInt8] {
        do {
            return try Files.read(path)
        } catch {
            Console.error("cannot read '\(path)': \(reason(error))")
            throw invalidInput
        }
    }

    /// Reads a JSON file, or explains with the place and ends the command.
    static func document(_ path: String) throws -> JSONDocument {
        let bytes = try bytes(path)
        do {
            return try JSONDocument(parsing: bytes)
        } catch {
            Console.error("\(path == "-" ? "standard input" : path):\(error.line):\(error.column): \(error.message)")
            throw invalidInput
        }
    }

    /// Says what is waited for, if a person is to type it.
    static func awaitInput(_ what: String) {
        if isatty(FileHandle.standardInput.fileDescriptor) == 1 {
            error("reading \(what) from the keyboard; end it with Ctrl-D on a line of its own")
        }
    }

    /// Runs `body`; what it throws is said and ends the command.
    /// - Parameter what: what it is about, for errors that do not name it.
    static func orExit<Value>(what: String? = nil, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as CocoaError {
            // A file that cannot be read or written.
            Console.error("'\(error.filePath ?? error.url?.path ?? "?")': \(reason(error))")
            throw invalidInput
        } catch {
            Console.error((what.map { "\($0): " } ?? "") + "\(error)")
            throw invalidInput
        }
    }

    /// Why a file cannot be read or written, in the system's own words.
    static func reason(_ error: any Error) -> String {
        let underlying = (error as? CocoaError)?.underlying.map { $0 as NSError }
        guard let underlying, underlying.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
        return String(cString: strerror(Int32(underlying.code)))
    }
}
