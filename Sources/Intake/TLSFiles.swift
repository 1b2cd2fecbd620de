import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The certificate and key that the intake listener shows, in PEM files.
package struct TLSFiles: Sendable, Hashable {
    /// Why they cannot be used, in words for an operator.
    package struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// The file with the certificate, and after it those that vouch for it.
    package let certificate: String
    /// The file with its key.
    package let key: String
    /// The file with the authorities that may vouch for clients; `nil` where clients are known by their fingerprints alone.
    package let authorities: String?

    /// Files at these places.
    package init(certificate: String, key: String, authorities: String? = nil) {
        self.certificate = certificate
        self.key = key
        self.authorities = authorities
    }

    /// When the certificate ends, in milliseconds since 1970.
    package func end() throws(Fault) -> Int64 {
        guard let first = try chain(certificate, "the certificate").first else {
            throw Fault(description: "there is no certificate in '\(certificate)'")
        }
        return Int64(first.notValidAfter) * 1_000
    }

    /// Whether a listener could speak TLS with them.
    package func check() throws(Fault) { _ = try context() }

    /// What connections are made with: TLS 1.3, or 1.2 with the suites that are safe (BSI TR-02102-2). A certificate of the
    /// other end is asked for and never demanded. Where there are authorities, one of them must vouch for it (RFC 5280 §6).
    func context() throws(Fault) -> NIOSSLContext {
        let chain = try chain(certificate, "the certificate")
        let privateKey: NIOSSLPrivateKey
        do { privateKey = try NIOSSLPrivateKey(file: key, format: .pem) } catch {
            throw Fault(description: "the key in '\(key)' cannot be read as PEM")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(privateKey)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        configuration.certificateVerification = .optionalVerification
        configuration.trustRoots = .certificates(try authorities.map { path throws(Fault) in try roots(path) } ?? [])
        do { return try NIOSSLContext(configuration: configuration) } catch {
            throw Fault(description: "the key in '\(key)' is not that of the certificate in '\(certificate)'")
        }
    }

    private func roots(_ path: String) throws(Fault) -> [NIOSSLCertificate] {
        let roots = try chain(path, "the authorities")
        guard !roots.isEmpty else { throw Fault(description: "there is no certificate in '\(path)'") }
        return roots
    }

    private func chain(_ path: String, _ what: String) throws(Fault) -> [NIOSSLCertificate] {
        do { return try NIOSSLCertificate.fromPEMFile(path) } catch {
            throw Fault(description: "\(what) in '\(path)' cannot be read as PEM")
        }
    }

    /// What changes when somebody puts other files there.
    func stamp() -> [Int] {
        [certificate, key, authorities ?? key].flatMap { path in
            var status = stat()
            guard stat(path, &status) == 0 else { return [0] }
            #if canImport(Darwin)
                return [
                    Int(status.st_ino), Int(status.st_size), status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec,
                ]
            #else
                return [Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
            #endif
        }
    }
}
