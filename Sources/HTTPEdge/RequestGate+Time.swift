import NIOCore
import NIOHTTP1
import Problems

/// When a gate ends a connection that takes too long: silent, dripping, or not reading its answers.
extension RequestGate {
    func becomeIdle() {
        state = .idle(sawBytes: false)
        plan = nil
        idleSince = timer.now
        standing.isIdle(since: idleSince)
        // First looked at when the last answer must have left, then when the idle time is over.
        timer.set(idleSince + .milliseconds(min(limits.writeMilliseconds, limits.idleMilliseconds)))
    }

    func expired(_ context: ChannelHandlerContext) {
        switch state {
        case .idle(sawBytes: false):
            if context.channel.holdsUnsentBytes { return abort(context) }
            let end = idleSince + .milliseconds(limits.idleMilliseconds)
            if timer.now < end { timer.set(end) } else { self.end(context) }
        case .idle(sawBytes: true):
            observer.dropped(reason: "header-timeout")
            end(context)
        case .receiving:
            refuse(EdgeRefusal(.timeout, "Send the body faster."), plan?.method ?? .POST, context)
        case .answering:
            abort(context)  // it was set because nothing of the answer could leave
        case .discarding, .closing:
            if context.channel.holdsUnsentBytes { abort(context) } else { end(context) }
        }
    }

    /// Ends a connection whose answers are not read.
    func abort(_ context: ChannelHandlerContext) {
        observer.dropped(reason: "write-timeout")
        context.channel.forgetUnsentBytes()
        end(context)
    }

    func end(_ context: ChannelHandlerContext) {
        state = .closing
        queue.removeAll()
        context.close(promise: nil)
    }
}
