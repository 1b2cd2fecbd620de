import Moments
import NIOCore
import NIOHTTP1

extension ConnectionHandler {
    /// Puts the handlers of one connection into its pipeline; on its event loop.
    static func install(
        on channel: any Channel,
        limits: IntakeLimits,
        budget: BodyBudget,
        responder: any Responder,
        clock: any Clock
    ) throws {
        var parsing = NIOHTTPDecoderLimitConfiguration()
        parsing.maxHeaderFieldSize = limits.headerBytes
        parsing.maxHeaderListSize = limits.headerBytes
        parsing.maxHeaderFieldCount = limits.headerFields
        let timer = ConnectionTimer(loop: channel.eventLoop)
        let handler = ConnectionHandler(
            limits: limits,
            budget: budget,
            responder: responder,
            timer: timer,
            clock: clock
        )
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandlers([
            InboundValve(before: handler),
            HTTPResponseEncoder(),
            ByteToMessageHandler(
                HTTPRequestDecoder(
                    leftOverBytesStrategy: .dropBytes,
                    informationalResponseStrategy: .drop,
                    limitConfiguration: parsing
                )
            ),
            HTTPServerPipelineHandler(),
            handler,
        ])
    }
}
