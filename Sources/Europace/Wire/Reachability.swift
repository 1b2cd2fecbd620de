import Moments
import NIOHTTP1

/// Whether an address answers, without saying who we are.
package enum Reachability: Sendable, Hashable {
    /// Something answers. `skew` is how many milliseconds its clock is ahead of ours, where it says so (`Date`, RFC 9110
    /// §6.6.1): a clock that is wrong makes look-ups miss and signatures fail.
    case answers(status: Int, skew: Int64?)
    /// Nothing answers, for a reason in words for an operator.
    case silent(TransportFailure.Kind)
}

extension Transport {
    /// Asks an address for anything at all.
    func reach(_ url: String, _ clock: any Clock) async -> Reachability {
        let request = OutboundRequest(
            method: .GET,
            url: url,
            headers: ["accept": "application/json", "user-agent": "leadgate"],
            body: nil,
            answerLimit: 4_096,
            deadline: 8_000
        )
        let before = clock.now()
        switch await perform(request) {
        case .failed(let failure): return .silent(failure.kind)
        case .answered(let answer):
            // The date is the answer's, rounded down to a second: somewhere between asking and now.
            let skew = answer.headers["date"].flatMap(HTTPDate.milliseconds).map {
                $0 + 500 - (before + clock.now()) / 2
            }
            return .answers(status: answer.status, skew: skew)
        }
    }
}
