import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension TransportFailure.Kind {
    /// Reads an error of the HTTP client.
    ///
    /// Only the name of the trouble comes from here. Whether the document left is decided by `HandOver`, so an error we
    /// have never seen is at worst named vaguely, never taken for harmless.
    init(_ error: any Error) {
        switch error {
        case is CancellationError: self = .cancelled
        case let error as HTTPClientError: self = Self.client(error)
        case let error as NIOConnectionError:
            self = error.dnsAError != nil && error.connectionErrors.isEmpty ? .dns : .connect
        case is SocketAddressError: self = .dns
        case let error as IOError: self = Self.noRoute.contains(error.errnoCode) ? .connect : .reset
        case let error as NIOSSLError: self = Self.tls(error)
        case is NIOSSLExtraError: self = .trust
        case is BoringSSLError: self = .tls
        case is HTTPParserError: self = .malformed
        case ChannelError.connectTimeout: self = .connect
        default: self = .reset
        }
    }

    /// The system's reasons why a connection does not come about.
    private static let noRoute: Set<CInt> = [
        ECONNREFUSED, EHOSTUNREACH, EHOSTDOWN, ENETUNREACH, ENETDOWN, ETIMEDOUT, EADDRNOTAVAIL, EACCES, EPERM,
    ]

    private static func client(_ error: HTTPClientError) -> TransportFailure.Kind {
        switch error {
        case .connectTimeout: .connect
        case .tlsHandshakeTimeout: .tls
        case .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout: .timeout
        case .cancelled, .alreadyShutdown, .requestStreamCancelled: .cancelled
        case .invalidURL, .emptyHost, .emptyScheme, .missingSocketPath: .address
        default: String(describing: error).contains("unsupportedScheme") ? .address : .reset
        }
    }

    private static func tls(_ error: NIOSSLError) -> TransportFailure.Kind {
        switch error {
        case .unableToValidateCertificate, .noCertificateToValidate, .failedToLoadCertificate, .noSuchFilesystemObject:
            return .trust
        case .handshakeFailed(let cause):
            // BoringSSL names its reasons in text only.
            let reason = String(describing: cause)
            return reason.contains("CERTIFICATE_VERIFY_FAILED") || reason.contains("UNKNOWN_CA") ? .trust : .tls
        case .uncleanShutdown: return .reset
        default: return .tls
        }
    }
}
