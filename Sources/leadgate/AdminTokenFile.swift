import Foundation

/// The file with the gateway's own admin token: in the data folder, where it is made at the first start, or where the
/// settings say, such as a mounted secret, where it has to be.
struct AdminTokenFile {
    let path: String
    private let isOwn: Bool

    /// - Parameter data: the data folder.
    init(data: String, environment: Environment) {
        let named = environment.value(.adminTokenFile)
        path = named ?? data + "/admin.token"
        isOwn = named == nil
    }

    /// The token; `nil` if there is none yet and the next start makes one.
    /// - Throws: `StartError` for one that can be guessed, or that was named and cannot be read.
    func existing() throws(StartError) -> String? {
        guard let bytes = try? Files.read(path) else {
            if isOwn { return nil }
            throw StartError(
                message: "the admin token cannot be read from '\(path)' (\(Setting.adminTokenFile.variable))"
            )
        }
        let token = String(decoding: bytes, as: UTF8.self).trimmedWhitespace
        guard token.utf8.count >= 22 else {
            let advice = isOwn ? "delete the file for a new one" : "write 22 characters or more into it"
            throw StartError(message: "the admin token in '\(path)' is too short; \(advice)")
        }
        return token
    }

    /// The token, made now if there is none yet and kept so that only its owner can read it.
    func token() throws(StartError) -> String {
        if let token = try existing() { return token }
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        let token = "lgadm_" + bytes.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        do {
            try Files.writePrivate(Array(token.utf8), to: path)
        } catch {
            throw StartError(message: "the admin token cannot be written to '\(path)': \(error.localizedDescription)")
        }
        return token
    }
}
