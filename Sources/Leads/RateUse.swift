/// How much of what a target lets through in a minute one client of it has used.
package struct RateUse: Sendable, Hashable {
    /// The OAuth2 client.
    package var clientID: String
    /// Requests of the last minute, those in flight included.
    package var taken: Int
    /// How many it may send in a minute.
    package var limit: Int
    /// Requests that wait for their turn.
    package var waiting: Int
    /// Milliseconds for which the target asked it to wait; 0 if it did not.
    package var restingMilliseconds: Int64

    /// A use of its parts.
    package init(clientID: String, taken: Int, limit: Int, waiting: Int, restingMilliseconds: Int64) {
        self.clientID = clientID
        self.taken = taken
        self.limit = limit
        self.waiting = waiting
        self.restingMilliseconds = restingMilliseconds
    }
}
