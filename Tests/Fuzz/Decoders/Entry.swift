import Foundation

/// The decoders by the names under which `fuzz` calls them: one program, so that it is linked once.
private let decoders: [String: @Sendable ([UInt8]) -> Void] = [
    "json": Fuzz.json,
    "form": Fuzz.form,
    "multipart": Fuzz.multipart,
    "xml": Fuzz.xml,
    "gzip": Fuzz.gzip,
    "german": Fuzz.german,
    "jsonpath": Fuzz.jsonPath,
    "iregexp": Fuzz.iregexp,
    "mapping": Fuzz.mapping,
    "source": Fuzz.source,
    "head": Fuzz.head,
]

/// The one that this process is for.
private let decoder: @Sendable ([UInt8]) -> Void = {
    let name = ProcessInfo.processInfo.environment["LEADGATE_DECODER"] ?? ""
    guard let decoder = decoders[name] else {
        fatalError("LEADGATE_DECODER must be one of \(decoders.keys.sorted().joined(separator: ", "))")
    }
    return decoder
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    decoder(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

/// What is fed, decoder by decoder: no input may trap, hang or take the memory, and what comes out keeps its promises.
enum Fuzz {
    /// A promise that every input must keep; libFuzzer keeps the input that breaks it.
    static func promise(_ isKept: Bool, _ what: @autoclosure () -> String) {
        if !isKept { fatalError("broken promise: \(what())") }
    }

    /// The first line, and what is behind it.
    static func halves(_ bytes: [UInt8]) -> (first: [UInt8], rest: [UInt8]) {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return (bytes, []) }
        return (Array(bytes[..<end]), Array(bytes[(end + 1)...]))
    }
}
