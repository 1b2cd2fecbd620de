package import Moments
package import NIOCore
package import NIOHTTP1

extension RequestGate {
    /// Puts parser and gate into the pipeline of a new connection; on its event loop.
    ///
    /// - Parameters:
    ///   - clock: for the Date header.
    ///   - taker: makes whoever answers.
    package static func install(
        on channel: any Channel,
        limits: EdgeLimits,
        observer: any EdgeObserver,
        standing: ConnectionStanding,
        clock: any Clock,
        taker: (RequestGate) -> any RequestTaker
    ) throws {
        let gate = RequestGate(
            limits: limits,
            answersInParts: false,
            observer: observer,
            standing: standing,
            timer: ConnectionTimer(loop: channel.eventLoop),
            clock: clock
        )
        gate.taker = taker(gate)
        try channel.pipeline.syncOperations.addHandlers([
            InboundValve(before: gate),
            ByteToMessageHandler(
                HTTPRequestDecoder(
                    leftOverBytesStrategy: .dropBytes,
                    informationalResponseStrategy: .drop,
                    limitConfiguration: limits.parsing
                )
            ),
            gate,
        ])
    }

    /// Puts a gate into a pipeline that has NIO's parser already, right behind it; on its event loop.
    package static func insert(
        into channel: any Channel,
        limits: EdgeLimits,
        observer: any EdgeObserver,
        standing: ConnectionStanding,
        clock: any Clock
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        let gate = RequestGate(
            limits: limits,
            answersInParts: true,
            observer: observer,
            standing: standing,
            timer: ConnectionTimer(loop: channel.eventLoop),
            clock: clock
        )
        try pipeline.addHandler(gate, position: .after(parser))
        try pipeline.addHandler(InboundValve(before: gate), position: .first)
    }
}

extension EdgeLimits {
    /// What the parser is told.
    package var parsing: NIOHTTPDecoderLimitConfiguration {
        var parsing = NIOHTTPDecoderLimitConfiguration()
        parsing.maxHeaderFieldSize = headerBytes
        parsing.maxHeaderListSize = headerBytes
        parsing.maxHeaderFieldCount = headerFields
        return parsing
    }

    /// Bounds what the socket of a connection keeps of answers that are not read, and what is read from it at a time.
    package func apply(to channel: any Channel) throws {
        guard let options = channel.syncOptions else { return }
        // What waits in our own memory costs several times its size in small answers.
        try options.setOption(.writeBufferWaterMark, value: .init(low: unsentBytes / 8, high: unsentBytes / 4))
        try options.setOption(.socketOption(.so_sndbuf), value: SocketOptionValue(unsentBytes))
        try options.setOption(.maxMessagesPerRead, value: 1)
        try options.setOption(
            .recvAllocator,
            value: AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 2_048, maximum: 8_192)
        )
    }
}
