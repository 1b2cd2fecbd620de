import ArgumentParser
import Foundation
import JSON

/// What commands share: reading their input, and saying what went wrong on standard error.
enum Console {
    /// Exit code for input that is not what it should be.
    static let invalidInput = ExitCode(2)

    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Reads a file, or explains and ends the command.
    static func bytes(_ path: String) throws -> [UInt8] {
        do {
            return try Files.read(path)
        } catch {
            Console.error("cannot read '\(path)': \(error.localizedDescription)")
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

    /// Runs `body`; what it throws is said and ends the command.
    static func orExit<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            Console.error("\(error)")
            throw invalidInput
        }
    }
}
