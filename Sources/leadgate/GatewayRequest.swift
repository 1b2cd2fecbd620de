import ArgumentParser
import AsyncHTTPClient
import NIOCore
import NIOHTTP1

extension HTTPClient {
    /// What commands ask a gateway with: where nobody listens, that is said at once. The shared client would go on trying until the
    /// request's time is over.
    static let ofCommands: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}

extension HTTPClientRequest {
    /// Sends it to a running gateway, for a command.
    ///
    /// - Parameters:
    ///   - base: where the gateway should be.
    ///   - advice: what to set if it is not.
    /// - Throws: an exit code, after having said that nobody answers.
    func answer(from base: String, within timeout: TimeAmount, advice: String) async throws -> (
        status: UInt, bytes: [UInt8]
    ) {
        do {
            let response = try await HTTPClient.ofCommands.execute(self, timeout: timeout)
            return (response.status.code, Array(try await response.body.collect(upTo: 64 << 20).readableBytesView))
        } catch {
            Console.error("no gateway answers at \(base): is `leadgate serve` running there? (\(advice))")
            throw ExitCode.failure
        }
    }
}
