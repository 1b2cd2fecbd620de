/// Why the gateway does not start, and what to do.
struct StartError: Error, CustomStringConvertible {
    let message: String

    var description: String { message }
}
