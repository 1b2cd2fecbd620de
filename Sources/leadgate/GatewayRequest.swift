import ArgumentParser
import AsyncHTTPClient
import NIOCore
import NIOHTTP1

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
            let response = try await HTTPClient.shared.execute(self, timeout: timeout)
            return (response.status.code, Array(try await response.body.collect(upTo: 64 << 20).readableBytesView))
        } catch {
            Console.error("no gateway answers at \(base): is `leadgate serve` running there? (\(advice))")
            throw ExitCode.failure
        }
    }
}
